'use client';

export function SlotTable() {
  return null;
}
