export * from './c-inputs';
export type { Component, ComponentKind } from './components/component';
export { describeDimension, saveMemo, type Dimension, type DimensionRequest } from './describe-dimension';
export { MachineLook } from './machine-look';
export { openDimension, recordOf, type RecordedDimension } from './open-dimension';
export { closuresOf, writeOverlay } from './overlay';
export type { Listing, WorkspacePackage } from './packages/listing';
export { withoutGoIndex, type ReadListing } from './packages/read-listing';
