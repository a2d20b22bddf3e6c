/** Stands under the header of every page while the market is a made-up one. */
export function SimulatedBand() {
  return (
    <aside className="simulated" aria-label="Simulated market">
      <div className="wrap"><b>Simulated market.</b> Prices, grades and returns here are made from a model, not from trading. Load a real market folder to replace them.</div>
    </aside>
  );
}
