/** Judges of reasoning: deterministic step checks, prompts and strict replies. Pure; the model call is an argument. */
export {};
