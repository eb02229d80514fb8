export * from './attestation';
export * from './snapshot';
