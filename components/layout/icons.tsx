const base = { viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': true } as const;

/** A band, its target, and where you stand: the gauge as a mark. */
export function BrandMark() {
  return (
    <svg width="22" height="16" viewBox="0 0 22 16" aria-hidden="true">
      <rect x="6" y="3" width="10" height="10" rx="1.5" fill="var(--band)" />
      <path d="M0 8h22" stroke="var(--gauge-axis)" />
      <path d="M11 1v14" stroke="var(--ink)" strokeWidth="2" />
      <circle cx="15.5" cy="8" r="3" fill="var(--accent)" />
    </svg>
  );
}

export function SearchIcon() {
  return <svg {...base}><circle cx="7" cy="7" r="4.5" /><path d="m10.5 10.5 3.5 3.5" /></svg>;
}

export function EyeIcon() {
  return (
    <svg {...base}>
      <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="2" />
      <path className="struck" d="M2.5 13.5l11-11" />
    </svg>
  );
}

export function ThemeIcon() {
  return <svg {...base}><circle cx="8" cy="8" r="5.5" /><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none" /></svg>;
}

export function AccountIcon() {
  return <svg {...base}><circle cx="8" cy="5.5" r="2.75" /><path d="M2.5 14c.6-2.8 2.7-4.25 5.5-4.25S12.9 11.2 13.5 14" /></svg>;
}

export function MenuIcon() {
  return <svg {...base} className="stroke-current" fill="none" strokeWidth="1.5"><path d="M2 4.5h12M2 8h12M2 11.5h12" /></svg>;
}
