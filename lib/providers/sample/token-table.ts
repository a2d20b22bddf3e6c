import type { AssetKind, Consensus } from '@/lib/domain/market/asset';
import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import type { SourceAsset } from '../port';
import { COINS, STAND_INS } from './tokens-coins';
import { TOKENS } from './tokens-tokens';

/** A token of the sample: its real identity, and where its simulated series starts. */
export interface SampleToken {
  readonly asset: SourceAsset;
  /** Day number of the first price; never before the sample's first day. */
  readonly born: number;
  /** Units and USD at birth. */
  readonly supply: number;
  readonly cap: number;
  /** Hard cap in units, or Infinity. */
  readonly maxSupply: number;
  /** What it stands for: an id, `usd`, or null for a price of its own. */
  readonly standsFor: string | null;
}

const MILLION = 1e6;

function bornOn(text: string, firstDay: number): number {
  return text === '-' ? firstDay : Math.max(firstDay, dayNumber(isoDay(`20${text.slice(0, 2)}-${text.slice(2)}-01`)));
}

function capText(text: string): { readonly maxSupply: number; readonly text: string | null } {
  return text === '-' ? { maxSupply: Number.POSITIVE_INFINITY, text: null } : { maxSupply: Number(text) * MILLION, text: String(Math.round(Number(text) * MILLION)) };
}

interface Fields {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly kind: AssetKind;
  readonly sectors: string;
  readonly ecosystem: string;
  readonly consensus: string;
  readonly hardCap: string;
  readonly supply: number;
  readonly cap: number;
  readonly born: string;
  readonly standsFor: string | null;
}

function toToken(fields: Fields, firstDay: number): SampleToken {
  const hardCap = capText(fields.hardCap);
  const asset: SourceAsset = {
    id: fields.id, symbol: fields.symbol, name: fields.name.replaceAll('_', ' '), kind: fields.kind, sectors: fields.sectors.split('|'),
    ecosystem: fields.ecosystem, consensus: fields.consensus as Consensus, maxSupply: hardCap.text,
  };
  return { asset, born: bornOn(fields.born, firstDay), supply: fields.supply * MILLION, cap: fields.cap * MILLION, maxSupply: hardCap.maxSupply, standsFor: fields.standsFor };
}

function lines(table: string): string[][] {
  return table.trim().split('\n').map((line) => line.split(' '));
}

/** All tokens of the sample, sorted by id. */
export function sampleTokens(firstDay: number): readonly SampleToken[] {
  const coins = lines(COINS).map(([id = '', symbol = '', name = '', sectors = '', ecosystem = '', consensus = '', hardCap = '', supply, cap, born = '']) =>
    toToken({ id, symbol, name, kind: 'coin', sectors, ecosystem, consensus, hardCap, supply: Number(supply), cap: Number(cap), born, standsFor: null }, firstDay),
  );
  const tokens = lines(TOKENS).map(([id = '', symbol = '', name = '', sectors = '', ecosystem = '', hardCap = '', supply, cap, born = '']) =>
    toToken({ id, symbol, name, kind: 'token', sectors, ecosystem, consensus: 'none', hardCap, supply: Number(supply), cap: Number(cap), born, standsFor: null }, firstDay),
  );
  // A stand-in's units follow from its market cap and the price of what it stands for.
  const standIns = lines(STAND_INS).map(([id = '', symbol = '', name = '', kind = '', sectors = '', ecosystem = '', consensus = '', hardCap = '', units, born = '', standsFor = '']) =>
    toToken({ id, symbol, name, kind: kind as AssetKind, sectors, ecosystem, consensus, hardCap, supply: Number(units), cap: 0, born, standsFor }, firstDay),
  );
  return [...coins, ...tokens, ...standIns].sort((a, b) => (a.asset.id < b.asset.id ? -1 : 1));
}
