import { difference, meanGrowth } from './arithmetic';
import { family, type Feature } from './feature';
import { metric } from './sources';
import { mean } from './windows';

const shared = { lens: 'sentiment', invariantTo: ['price', 'money', 'redenomination'] } as const;

/** The sentiment lens (Rule 3.1). Market-wide moods such as fear and greed are no feature of an asset (Rule 3.2). */
export const SENTIMENT_FEATURES: readonly Feature[] = [
  ...family({ ...shared, family: 'news', unit: 'points', direction: 'higher', reference: 'Rognone, Hyde and Zhang, News Sentiment in the Cryptocurrency Market, International Review of Financial Analysis 69 (2020)' }, [
    { code: 'newsPolarity7d', name: 'News polarity, 7 d', needs: ['metric:NewsPolarity'], warmUpDays: 7, range: [-1, 1], formula: 'mean NewsPolarity of 7 days', values: mean(metric('NewsPolarity'), 7) },
    { code: 'newsShift7d', name: 'News polarity, change', needs: ['metric:NewsPolarity'], warmUpDays: 14, range: [-2, 2], formula: 'mean NewsPolarity of 7 days − mean of the 7 days before', values: difference(mean(metric('NewsPolarity'), 7), mean(metric('NewsPolarity'), 7, 7)) },
    { code: 'newsDispersion7d', name: 'News dispersion, 7 d', direction: 'lower', needs: ['metric:NewsDispersion'], warmUpDays: 7, range: [0, Infinity], formula: 'mean NewsDispersion of 7 days', values: mean(metric('NewsDispersion'), 7) },
    { code: 'newsGrowth30d', name: 'News, growth', unit: 'fraction', needs: ['metric:NewsCount'], warmUpDays: 60, range: [-1, Infinity], formula: 'mean NewsCount of 30 days ÷ mean of the 30 days before − 1', values: meanGrowth(metric('NewsCount'), 30) },
  ]),
  ...family({ ...shared, family: 'social', unit: 'points', direction: 'higher', reference: 'Kraaijeveld and De Smedt, The Predictive Power of Public Twitter Sentiment, Journal of International Financial Markets 65 (2020)' }, [
    { code: 'socialPolarity7d', name: 'Social polarity, 7 d', needs: ['metric:SocialPolarity'], warmUpDays: 7, range: [-1, 1], formula: 'mean SocialPolarity of 7 days', values: mean(metric('SocialPolarity'), 7) },
    { code: 'socialShift7d', name: 'Social polarity, change', needs: ['metric:SocialPolarity'], warmUpDays: 14, range: [-2, 2], formula: 'mean SocialPolarity of 7 days − mean of the 7 days before', values: difference(mean(metric('SocialPolarity'), 7), mean(metric('SocialPolarity'), 7, 7)) },
    { code: 'socialGrowth30d', name: 'Posts, growth', unit: 'fraction', needs: ['metric:SocialCount'], warmUpDays: 60, range: [-1, Infinity], formula: 'mean SocialCount of 30 days ÷ mean of the 30 days before − 1', values: meanGrowth(metric('SocialCount'), 30) },
  ]),
  ...family({ ...shared, family: 'funding', unit: 'fraction', direction: 'lower', reference: 'Schmeling, Schrimpf and Todorov, Crypto Carry, BIS Working Paper 1087 (2023)' }, [
    { code: 'funding7d', name: 'Funding a day, 7 d', needs: ['metric:FundingRate'], warmUpDays: 7, range: [-1, 1], formula: 'mean FundingRate of 7 days', values: mean(metric('FundingRate'), 7) },
  ]),
];
