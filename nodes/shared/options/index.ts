import { choiceOption, numberOption, switchOption, textOption, type OptionValues } from './option';

// Node's timers hold at most 2^31 ms: more than a day is not offered, so none can fire at once.
const LONGEST_SECONDS = 86_400;

/** Options of the whole run: taken from the first item. */
export const runOptions = {
	concurrency: numberOption(
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			default: 50,
			description:
				'How many messages to send at the same time at most. It starts with 10 and grows with each answer. When answers stay away or Feishu takes no more, it falls back to one. An outage leaves about so many messages unclear. Messages to the same receiver always go one after the other, in order.',
		},
		{ min: 1, max: 100, whole: true },
	),
	messagesPerMinute: numberOption(
		{
			displayName: 'Messages per Minute',
			name: 'messagesPerMinute',
			default: 100,
			description:
				'The quota of the app; 100 is what Feishu documents. A full burst goes out at once, then sending waits for the next minute. Shared by all workflows in this n8n process that use the same app. 0 sends without pacing and relies on what Feishu answers.',
		},
		{ min: 0, max: 100_000, whole: true },
	),
	maxWaitSeconds: numberOption(
		{
			displayName: 'Max Wait (Seconds)',
			name: 'maxWait',
			default: 1800,
			description:
				'How long messages may wait for the quota or between tries, counted from the start. Those still waiting fail as not sent. The default is enough for more than 2,500 messages at 100 per minute.',
		},
		{ min: 0, max: LONGEST_SECONDS },
	),
	spreadOverSeconds: numberOption(
		{
			displayName: 'Spread Over (Seconds)',
			name: 'spreadOver',
			default: 0,
			description:
				'Starts at a random moment within this time. Feishu advises against sending on the hour, when everybody does.',
		},
		{ min: 0, max: LONGEST_SECONDS },
	),
};

/** So many deduplication keys, the latest, are certainly kept. */
export const MOST_KEYS = 5000;

/** Options of one item. */
export const itemOptions = {
	timeoutSeconds: numberOption(
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			default: 30,
			description:
				"How long to wait for Feishu's answer to a message. A message without an answer may have been delivered and is not sent again.",
		},
		{ min: 1, max: LONGEST_SECONDS },
	),
	maxTries: numberOption(
		{
			displayName: 'Max Tries',
			name: 'maxTries',
			default: 3,
			description:
				'How often to try when no connection to Feishu can be made. Nothing has been sent in that case.',
		},
		{ min: 1, max: 10, whole: true },
	),
	deduplicationKey: textOption(
		{
			displayName: 'Deduplication Key',
			name: 'deduplicationKey',
			default: '',
			placeholder: 'e.g. {{ $today.toISODate() }}',
			description:
				"Sends a message once per key and person, also across executions and restarts. Where this node has delivered one to the person with this key before, it is skipped. Where that is unclear, e.g. because n8n was stopped in the middle, the item fails as unclear. A person is known by the Open ID, also one found by email or mobile, otherwise by the ID you enter. n8n keeps the node's latest 5,000 keys, and a run with more is refused.",
		},
		'Fill it in, or remove the option. If an expression fills it, check that this item has the value.',
		'Shorten it, e.g. with {{ $json.text.hash() }}.',
	),
	dryRun: switchOption({
		displayName: 'Dry Run',
		name: 'dryRun',
		description:
			'Whether to check everything and look people up, but send and upload nothing. The output shows the requests that would go out. Deduplication keys are not looked up, so it also shows messages that would be skipped.',
	}),
	resendUnknown: switchOption({
		displayName: 'Resend When Unclear',
		name: 'resendUnknown',
		description:
			'Whether to send a message again when it is unclear if it arrived, e.g. after a timeout or, with a deduplication key, after a crash. The receiver may get it twice.',
	}),
	ticketInProgress: choiceOption(
		{
			displayName: 'When a Ticket Is in Progress',
			name: 'ticketInProgress',
			default: 'privateChat',
			description:
				'What to do when Feishu refuses the dedicated group, as it does while the receiver has a ticket in progress. A ticket takes only text and rich text: where those go into it, images and cards go to the private chat.',
		},
		[
			{
				name: 'Fail',
				value: 'fail',
				description: 'The message fails, as it does without this option',
			},
			{
				name: 'Send to Private Chat',
				value: 'privateChat',
				description: 'The message goes to the private chat with the bot',
			},
			{
				name: 'Send Into the Ticket',
				value: 'ticket',
				description:
					'The message goes into the newest open ticket; its agents may see it. Needs the scope helpdesk:all:readonly.',
			},
		],
		'fail',
	),
};

export type RunOptions = OptionValues<typeof runOptions>;
export type ItemOptions = OptionValues<typeof itemOptions>;
