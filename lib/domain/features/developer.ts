import { meanGrowth } from './arithmetic';
import { family, type Feature } from './feature';
import { metric } from './sources';
import { latest, mean } from './windows';

const shared = { lens: 'developer', direction: 'higher', range: [0, Infinity], invariantTo: ['price', 'money', 'redenomination'] } as const;
const REFERENCE = 'Ante, Fiedler and Strehle, Development Activity and Cryptocurrency Returns (2021); Electric Capital Developer Report';

/** The developer lens (Rule 3.1). Commits, contributors and releases are counts a day. */
export const DEVELOPER_FEATURES: readonly Feature[] = [
  ...family({ ...shared, family: 'commits', reference: REFERENCE }, [
    { code: 'commits90d', name: 'Commits a day, 90 d', unit: 'count', needs: ['metric:DevCommits'], warmUpDays: 90, formula: 'mean DevCommits of 90 days', values: mean(metric('DevCommits'), 90) },
    { code: 'commitGrowth30d', name: 'Commits, growth', unit: 'fraction', range: [-1, Infinity], needs: ['metric:DevCommits'], warmUpDays: 60, formula: 'mean DevCommits of 30 days ÷ mean of the 30 days before − 1', values: meanGrowth(metric('DevCommits'), 30) },
  ]),
  ...family({ ...shared, family: 'people', reference: REFERENCE }, [
    { code: 'contributors30d', name: 'Contributors, 30 d', unit: 'count', needs: ['metric:DevContributors'], warmUpDays: 30, formula: 'mean DevContributors of 30 days', values: mean(metric('DevContributors'), 30) },
    { code: 'contributorGrowth90d', name: 'Contributors, growth 90 d', unit: 'fraction', range: [-1, Infinity], needs: ['metric:DevContributors'], warmUpDays: 120, formula: 'mean DevContributors of 30 days ÷ the same 90 days before − 1', values: meanGrowth(metric('DevContributors'), 90) },
  ]),
  ...family({ ...shared, family: 'releases', reference: REFERENCE }, [
    { code: 'releases180d', name: 'Releases a day, 180 d', unit: 'count', needs: ['metric:DevReleases'], warmUpDays: 180, formula: 'mean DevReleases of 180 days', values: mean(metric('DevReleases'), 180) },
  ]),
  ...family({ ...shared, family: 'following', reference: REFERENCE }, [
    { code: 'stars', name: 'Stars', unit: 'count', needs: ['metric:DevStars'], warmUpDays: 1, formula: 'DevStars', values: latest(metric('DevStars')) },
    { code: 'starGrowth90d', name: 'Stars, growth 90 d', unit: 'fraction', range: [-1, Infinity], needs: ['metric:DevStars'], warmUpDays: 120, formula: 'mean DevStars of 30 days ÷ the same 90 days before − 1', values: meanGrowth(metric('DevStars'), 90) },
  ]),
  ...family({ ...shared, family: 'care', reference: REFERENCE }, [
    { code: 'issueHours30d', name: 'Hours to answer an issue', unit: 'hours', direction: 'lower', needs: ['metric:DevIssueHours'], warmUpDays: 30, formula: 'mean DevIssueHours of 30 days', values: mean(metric('DevIssueHours'), 30) },
    { code: 'codeAge', name: 'Age of the code', unit: 'days', needs: ['metric:DevAgeDays'], warmUpDays: 1, formula: 'DevAgeDays', values: latest(metric('DevAgeDays')) },
  ]),
];
