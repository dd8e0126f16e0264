import { escapeHtml, markdownHtml } from './messageHtml';
import type { Answer, Question } from './question';
import type { Words } from './words';

/** A text answer may be as long as this, in UTF-16 units, which is what `maxlength` counts. */
export const MAX_TEXT_LENGTH = 5000;

/** Sent by the form's button, so that a POST of nothing, as a scanner may try it, is no answer. */
export const CONFIRMATION = { name: 'confirm', value: 'yes' } as const;

interface Page {
	readonly words: Words;
	readonly heading: string;
	/** HTML. */
	readonly body: string;
}

// No scripts, nothing from elsewhere, and no way out for what a message may hold. n8n adds a sandbox as a header.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'";

const STYLE = `
:root{color-scheme:light dark;--ground:#f5f6f7;--card:#fff;--text:#1f2329;--soft:#646a73;--line:#dee0e3;--blue:#245bdb;--on-blue:#fff;--red:#c02a26;--well:#f5f6f7}
@media(prefers-color-scheme:dark){:root{--ground:#1a1a1a;--card:#292929;--text:#ebebeb;--soft:#a6a6a6;--line:#434343;--blue:#75a4ff;--on-blue:#101828;--red:#f98e8b;--well:#1f1f1f}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
main{max-width:34rem;margin:0 auto;padding:24px 20px 28px;background:var(--card);overflow-wrap:anywhere}
@media(min-width:40rem){main{margin:10vh auto 5vh;padding:36px 40px;border:1px solid var(--line);border-radius:12px}}
@media(max-width:39.99rem){main{min-height:100vh}}
h1{margin:0 0 12px;font-size:1.375rem;line-height:1.35}
a{color:var(--blue)}
.message{white-space:pre-wrap}
.note,.hint{color:var(--soft);font-size:.875rem}
.note{margin:16px 0 0}
.hint{margin:12px 0 0}
.hint+.hint{margin-top:2px}
form,.result{margin-top:24px;padding-top:24px;border-top:1px solid var(--line)}
.about{margin:0 0 12px;font-weight:600}
.answer{margin:0 0 20px;padding:12px 16px;background:var(--well);border-radius:8px}
.answer span,label{display:block;color:var(--soft);font-size:.875rem}
.answer strong{font-size:1.125rem;white-space:pre-wrap}
label{margin-bottom:6px}
textarea{display:block;width:100%;min-height:9rem;margin-bottom:20px;padding:10px 12px;background:var(--card);color:inherit;border:1px solid var(--soft);border-radius:8px;font:inherit;resize:vertical}
button{width:100%;min-height:48px;padding:10px 24px;background:var(--blue);color:var(--on-blue);border:0;border-radius:8px;font:inherit;font-weight:600;cursor:pointer}
button.danger{background:var(--red)}
@media(min-width:40rem){button{width:auto;min-width:10rem}}
:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
.problem{margin:0 0 12px;color:var(--red);font-weight:600}
.mark{display:block;width:44px;height:44px;margin-bottom:16px;border-radius:50%;background:#1a7f37;color:#fff;font-size:24px;line-height:44px;text-align:center}
`;

function page({ words, heading, body }: Page): string {
	return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(heading)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

function h1(heading: string): string {
	return `<h1 dir="auto">${escapeHtml(heading)}</h1>`;
}

/** A page that says one thing. */
export function noticePage(words: Words, heading: string, why: string): string {
	return page({ words, heading, body: `${h1(heading)}\n<p>${escapeHtml(why)}</p>` });
}

/** The question, the chosen answer, and the button that gives it. */
export function confirmPage(
	words: Words,
	question: Question,
	answer: Answer,
	until: string,
): string {
	const body = `${answerBox(words, answer.label)}
${submit(words.confirm, answer.style)}
${hint(words.notYet)}
${hint(until)}`;
	return questionPage(words, question, body);
}

/** The question, and a form for the answer. */
export function textPage(
	words: Words,
	question: Question,
	until: string,
	text = '',
	fault = '',
): string {
	const invalid = fault === '' ? '' : ' aria-invalid="true" aria-describedby="problem"';
	const body = `${fault === '' ? '' : `<p class="problem" id="problem" role="alert">${escapeHtml(fault)}</p>\n`}<label for="text">${escapeHtml(words.writeHere)}</label>
<textarea id="text" name="text" required maxlength="${MAX_TEXT_LENGTH}" dir="auto"${invalid}>
${escapeHtml(text)}</textarea>
${submit(words.send, 'primary')}
${hint(until)}`;
	return questionPage(words, question, body);
}

/** Thanks, and what was answered to which question. */
export function recordedPage(words: Words, { title }: Question, answered: string): string {
	const about = title === '' ? '' : `<p class="about" dir="auto">${escapeHtml(title)}</p>\n`;
	const body = `<span class="mark" aria-hidden="true">✓</span>
${h1(words.recorded)}
<div class="result">
${about}${answerBox(words, answered)}
</div>
<p class="hint">${escapeHtml(words.mayClose)}</p>`;
	return page({ words, heading: words.recorded, body });
}

function questionPage(words: Words, { title, message, note }: Question, form: string): string {
	const heading = title === '' ? words.question : title;
	const small = note === '' ? '' : `<p class="note" dir="auto">${escapeHtml(note)}</p>\n`;
	const body = `${h1(heading)}
<div class="message" dir="auto">${markdownHtml(message)}</div>
${small}<form method="post">
${form}
</form>`;
	return page({ words, heading, body });
}

function answerBox(words: Words, answer: string): string {
	return `<p class="answer"><span>${escapeHtml(words.yourAnswer)}</span><strong dir="auto">${escapeHtml(answer)}</strong></p>`;
}

function submit(label: string, style: Answer['style']): string {
	const look = style === 'danger' ? ' class="danger"' : '';
	return `<button type="submit" name="${CONFIRMATION.name}" value="${CONFIRMATION.value}"${look}>${escapeHtml(label)}</button>`;
}

function hint(sentence: string): string {
	return sentence === '' ? '' : `<p class="hint">${escapeHtml(sentence)}</p>`;
}
