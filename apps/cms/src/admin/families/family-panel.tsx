'use client';

export function FamilyPanel() {
  return null;
}
