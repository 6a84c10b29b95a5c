/** Problem generators and exact verifiers, one folder a family. Pure: the seed is an argument. */
export {
  DEMO_BENCHMARK,
  DEMO_SOLVERS,
  type DemoSolver,
  type DemoSuite,
  generateDemoSuite,
} from "./demo/demoSuite.ts";
export { boundGold, readBound } from "./ineqmath/boundAnswer.ts";
export {
  gradeIneqMath,
  type IneqMathGrade,
  type IneqMathKind,
  type IneqMathProblem,
} from "./ineqmath/gradeIneqMath.ts";
export { ineqMathPrompt } from "./ineqmath/ineqMathPrompt.ts";
export {
  RELATION_OPTIONS,
  type RelationLetter,
  readRelation,
  relationLetter,
} from "./ineqmath/relationAnswer.ts";
export { type Random, seededRandom } from "./random.ts";
