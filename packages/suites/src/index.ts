/** Problem generators and exact verifiers, one folder a family. Pure: the seed is an argument. */
export {
  DEMO_BENCHMARK,
  DEMO_SOLVERS,
  type DemoSolver,
  type DemoSuite,
  generateDemoSuite,
} from "./demo/demoSuite.ts";
export { type Random, seededRandom } from "./random.ts";
