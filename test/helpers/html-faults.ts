import { type ConfigData, HtmlValidate } from 'html-validate';
import config from '../../.htmlvalidate.json' with { type: 'json' };

const validator = new HtmlValidate(config as unknown as ConfigData);

/** What is not valid in the HTML of a page: rule, fault and place. */
export const htmlFaults = async (html: string): Promise<readonly string[]> => {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column})`),
  );
};
