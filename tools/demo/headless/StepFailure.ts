/** A step of the demo that did not come out as it should. */
export class StepFailure extends Error {
  constructor(step: string, expected: string, actual: string) {
    super(`${step}\n  expected: ${expected}\n  actual:   ${actual}`);
    this.name = 'StepFailure';
  }
}
