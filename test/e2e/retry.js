'use strict';
// A browser in front of a busy machine: as in n8n's own end-to-end tests, what fails is tried once more, and its error is shown.
// At once: later tests of the file may change what it starts from.
jest.retryTimes(1, { logErrorsBeforeRetry: true, retryImmediately: true });
