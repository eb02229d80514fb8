export * from './attestation';
