import { explainMember } from './explain-member';
import { CHANNEL_REASONS } from './net/channels';
import type { GruModel } from './net/gru-model';
import { explainGru } from './net/integrated-gradients';
import { pickSequences, sequencesOf, type SequenceBank } from './net/sequence-data';
import type { Model, TrainingInputs } from './models';
import { valuesOf } from './select-samples';

/** What moved one member's predictions of a row's samples. */
export interface MemberReasons {
  /** What contributes: codes of features, or of what the net reads day by day. */
  readonly codes: readonly string[];
  /** By sample one number a code, in units of the prediction; null where the member says nothing of it. */
  readonly parts: readonly (Float64Array | null)[];
}

/** Channels that are told together, as one reason. */
function reasonsOfNet(net: GruModel, sequences: SequenceBank, picks: Int32Array): MemberReasons {
  const ofChannel = CHANNEL_REASONS.slice(0, net.channels).map(({ code }) => code);
  const codes = [...new Set(ofChannel)];
  const at = ofChannel.map((code) => codes.indexOf(code));
  const parts = explainGru(net, pickSequences(sequencesOf(sequences), picks)).contributions.map((byChannel) => {
    if (byChannel === null) return null;
    const told = new Float64Array(codes.length);
    byChannel.forEach((part, channel) => {
      const code = at[channel] as number;
      told[code] = (told[code] as number) + part;
    });
    return told;
  });
  return { codes, parts };
}

/** Parts one after the other, by sample; null where one of them is. */
function join(first: MemberReasons, then: MemberReasons): MemberReasons {
  const parts = first.parts.map((part, sample) => {
    const more = then.parts[sample] ?? null;
    return part && more && Float64Array.of(...part, ...more);
  });
  return { codes: [...first.codes, ...then.codes], parts };
}

/**
 * What moved a model's predictions of one row's samples: `explainMember` of each by its features, and of the net integrated gradients from the row's
 * average sequence too. The parts of a sample sum to its prediction less what the model says of nobody in particular. Example: of a forest the
 * codes are those of the samples' features, of a net `sequence.return` and the like come after them.
 */
export function memberReasons(model: Model, { samples, sequences }: TrainingInputs, picks: Int32Array): MemberReasons {
  const values = valuesOf(samples, picks);
  const byFeature = { codes: samples.features, parts: Array.from(picks, (_, sample) => explainMember(model, values, sample).contributions) };
  if (model.kind !== 'gru') return byFeature;
  if (!model.net || !sequences) return { codes: [], parts: Array.from(picks, () => null) };
  return join(byFeature, reasonsOfNet(model.net, sequences, picks));
}
