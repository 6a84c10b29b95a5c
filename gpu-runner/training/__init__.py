"""Trains, measures and exports `nano`, the arithmetic model that comes with the runner."""
