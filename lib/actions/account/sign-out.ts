'use server';
import { redirect } from 'next/navigation';
import { signOutHere } from '@/lib/auth/browser-session';

/** Ends this browser's session. Use as `<form action={signOut}>`. */
export async function signOut(): Promise<void> {
  await signOutHere();
  redirect('/');
}
