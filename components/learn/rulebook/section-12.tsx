import { ClaimsTable } from './claims-table';
import type { RuleSection } from './types';

export const SECTION_12: RuleSection = {
  number: 12,
  title: 'Numbers in circulation that are wrong',
  rules: [{ rule: '12.1', title: 'What guides say, and what is right', table: <ClaimsTable />, text: 'The right column is computed while you look, by the same functions as on the other pages and in the API.' }],
};
