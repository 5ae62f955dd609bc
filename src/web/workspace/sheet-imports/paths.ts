/** Taking over a spreadsheet, step by step. */
export const SHEETS_PATH = '/equipe/reglages/reprise';

export const importPath = (id: string, step = ''): string => `${SHEETS_PATH}/${id}${step === '' ? '' : `/${step}`}`;
