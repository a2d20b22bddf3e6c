import { refused, saved, type FormState } from './form-state';

/** What a form about the sources tells of its end. */
export function sourceChangeState(end: 'saved' | 'merging' | 'not-owner' | 'unchanged', values: FormState['values'] = {}): FormState {
  switch (end) {
    case 'not-owner':
      return refused('Only the first account of this installation can change the sources.', {}, values);
    case 'unchanged':
      return refused('There is nothing to move there.');
    case 'merging':
      return saved('Saved. What is stored is being merged in the new order.');
    default:
      return saved('Saved. It takes effect with the next answers.');
  }
}
