/**
 * Runs before the first paint, so that neither theme nor hidden amounts flash. Kept as a constant: a content security policy can hash it.
 */
export const PREFERENCES_SCRIPT = `(function(){try{var d=document.documentElement,t=localStorage.getItem('theme');if(t==='light'||t==='dark')d.dataset.theme=t;if(localStorage.getItem('amounts')==='hidden')d.dataset.amounts='hidden'}catch(e){}})()`;
