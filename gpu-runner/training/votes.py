"""Many verdicts on one solution for little more than the price of one, without changing their distribution.

The greedy check is written once. A vote then asks, token by token, whether a sample at temperature 1 would have
followed it (chance p of the greedy token); the first token that does not is drawn from the rest of the
distribution and the vote is finished by ordinary sampling from there. This is sampling, exactly: each token has
its own probability. Most votes never leave the greedy check, because the check is nearly deterministic.
"""

import torch
from torch import Tensor

from .check import read_verdict
from .decoder import Decoder
from .generate import CHECK_LIMIT, check_prompt, generate
from .vocabulary import END, PAD, decode


def draw_votes(model: Decoder, pairs: list[tuple[str, str]], counts: list[int], seed: int) -> list[list[int | None]]:
    """`counts[i]` verdicts (1, 0, None) on each (statement, solution), in the order of `pairs`."""
    generator = torch.Generator().manual_seed(seed)
    unique = sorted(set(pairs))
    index = {pair: number for number, pair in enumerate(unique)}
    prompts = [check_prompt(*pair) for pair in unique]
    greedy = [text + [END] for text in generate(model, prompts, CHECK_LIMIT, None)]
    verdicts = [read_verdict(decode(text)) for text in greedy]
    chances = _chances(model, prompts, greedy)
    votes: list[list[int | None]] = [[] for _ in pairs]
    leaving: list[tuple[int, int, int, int]] = []
    for row, (pair, count) in enumerate(zip(pairs, counts)):
        number = index[pair]
        followed = torch.rand(count, len(greedy[number]), generator=generator) < chances[number]
        for vote in range(count):
            votes[row].append(verdicts[number])
            if not bool(followed[vote].all()):
                leaving.append((row, vote, number, int((~followed[vote]).float().argmax())))
    prefixes = [prompts[number] + greedy[number][:place] for _, _, number, place in leaving]
    turns = _turn(model, prefixes, [greedy[number][place] for _, _, number, place in leaving], generator)
    rests = generate(model, [prefix + [turn] for prefix, turn in zip(prefixes, turns)], CHECK_LIMIT, generator)
    for (row, vote, number, place), turn, rest in zip(leaving, turns, rests):
        text = greedy[number][:place] + ([turn, *rest] if turn != END else [END])
        votes[row][vote] = read_verdict(decode(text))
    return votes


@torch.no_grad()
def _chances(model: Decoder, prompts: list[list[int]], texts: list[list[int]], batch: int = 128) -> list[Tensor]:
    """The model's probability of every token of every text after its prompt."""
    rows = [prompt + text for prompt, text in zip(prompts, texts)]
    order = sorted(range(len(rows)), key=lambda row: len(rows[row]))
    chances: list[Tensor] = [torch.empty(0)] * len(rows)
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        width = max(len(rows[row]) for row in chosen)
        ids = torch.tensor([rows[row] + [PAD] * (width - len(rows[row])) for row in chosen])
        shares = model(ids[:, :-1])[0].float().softmax(2).gather(2, ids[:, 1:, None]).squeeze(2)
        for line, row in enumerate(chosen):
            chances[row] = shares[line, len(prompts[row]) - 1 : len(rows[row]) - 1]
    return chances


@torch.no_grad()
def _turn(model: Decoder, prefixes: list[list[int]], not_taken: list[int], generator: torch.Generator) -> list[int]:
    """One token after each prefix, any but the one not taken."""
    turns: list[int] = [0] * len(prefixes)
    order = sorted(range(len(prefixes)), key=lambda row: len(prefixes[row]))
    for start in range(0, len(order), 128):
        chosen = order[start : start + 128]
        width = max(len(prefixes[row]) for row in chosen)
        ids = torch.tensor([prefixes[row] + [PAD] * (width - len(prefixes[row])) for row in chosen])
        ends = torch.tensor([len(prefixes[row]) - 1 for row in chosen])
        shares = model(ids)[0].float()[torch.arange(len(chosen)), ends].softmax(1)
        shares[torch.arange(len(chosen)), torch.tensor([not_taken[row] for row in chosen])] = 0
        drawn = torch.multinomial(shares.clamp(min=1e-30), 1, generator=generator).squeeze(1).tolist()
        for row, token in zip(chosen, drawn):
            turns[row] = token
    return turns
