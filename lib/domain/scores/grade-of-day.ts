/** The stored grades of one asset on one day, and the forecast of that day where there is one; null is n/a. Lenses in their stored order. */
export interface GradeOfDay {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly kind: string;
  readonly lensGrades: readonly (number | null)[];
  readonly lensCoverage: readonly (number | null)[];
  readonly investorGrade: number | null;
  readonly investorCoverage: number;
  readonly traderGrade: number | null;
  readonly traderCoverage: number;
  readonly rating: string | null;
  readonly ratingSince: string | null;
  readonly inputHash: string;
  /** Place among the forecasts of the day, 0 to 100, and the chance to beat the universe. */
  readonly forecast: number | null;
  readonly probability: number | null;
}
