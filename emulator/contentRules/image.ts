import type { Fields } from '../gateway/parameters';
import type { ContentReport } from './contentReport';

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (image) */
export function checkImage(content: Fields, report: ContentReport): void {
	report.requireImage(content.image_key, 'content.image_key');
}
