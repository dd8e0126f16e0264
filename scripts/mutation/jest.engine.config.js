'use strict';
const base = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = { ...base, roots: ['<rootDir>/test/node', '<rootDir>/test/unit/shared/n8n'] };
