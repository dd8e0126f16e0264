// Very long messages are folded, so that what follows stays easy to reach.

const tallest = 1200;

/** @param {HTMLElement} bubble */
export function fold(bubble) {
	if (bubble.scrollHeight <= tallest * 1.25) return;
	bubble.classList.add('folded');
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'plain unfold';
	button.textContent = 'Show the whole message';
	button.addEventListener('click', () => {
		bubble.classList.remove('folded');
		button.remove();
		bubble.focus();
	});
	bubble.tabIndex = -1;
	bubble.after(button);
}
