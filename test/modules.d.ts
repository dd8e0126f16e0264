declare module 'recheck/lib/browser' {
	export { check, checkSync } from 'recheck';
}
