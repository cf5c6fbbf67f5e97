#!/usr/bin/env python3
"""Derives prices.json from two public collections; the same input gives the same output, byte for byte.

Usage: derive.py <genai.json of extract.cjs> <LiteLLM's model_prices_and_context_window.json> <date of the latter> > prices.json

Standard prices are those of genai-prices, without its tiers by context length, which are per request. Batch, flex and
priority prices are LiteLLM's where it lists them, and only for the time in which it agrees about the standard price.
OpenAI documents that flex costs what a batch costs, and Anthropic that a batch costs half. Everything else stays unknown.
"""
import json
import re
import sys
from decimal import Decimal

KINDS = ["input", "cache_read", "cache_write", "cache_write_1h", "output"]
OURS = {"openai": "openai", "anthropic": "anthropic", "azure": "azure_openai", "google": "gcp_vertex"}
# Of other kinds than text, whose tokens have prices of their own, and what others than the provider sell under the name.
LEFT_OUT = re.compile(
    r"realtime|audio|tts|transcribe|image|whisper|moderation|live|omni|video|computer-use|gpt-oss|phi-|wizardlm|mai-|gemma|:")
EMBEDDING = re.compile(r"embedding|^ada$")
# Spellings that no provider uses, cut names, and models that were switched off before 2024.
NO_NAME = re.compile(
    r"^claude-(?:\d-\d-|[4-9]-|v1|2$|sonnet-3|sonnet-4-2025)(?!sonnet$|haiku$)|^claude-[4-9]-|^gpt-\d-\d|^gpt-3\.5$"
    r"|^(?:ada|babbage|curie|davinci)$|^gemini-(?:pro|flash)(?:-1|$)|^text-embedding-ada(?:-002-v2)?$|^text-(?:ada|curie|davinci)|/")
LITELLM_OF = {"openai": {"openai"}, "google": {"vertex_ai-language-models", "vertex_ai-embedding-models"}}
DATED = [
    (r"-20\d\d-\d\d-\d\d$", ""), (r"-20\d{6}$", ""), (r"-\d\d-20\d\d$", ""), (r"^(gpt-\d.*)-\d{4}$", r"\1"),
    (r"^(gemini-\d.*)-00\d$", r"\1"), (r"^((?:claude|gemini)-.*\d.*)-latest$", r"\1"), (r"^gpt-35(?=$|-)", "gpt-3.5"),
    (r"^(claude-(?:[a-z]+-)?\d+)\.(?=\d)", r"\1-"), (r"^(claude-[a-z]+-\d+)-0$", r"\1"), (r"[-@]$", "")]


def canonical(name):
    """The name as settling calls the model; a test holds both against each other."""
    if name.startswith("ft:"):
        return name
    while True:
        for pattern, instead in DATED:
            shorter = re.sub(pattern, instead, name)
            if shorter != name:
                name = shorter
                break
        else:
            return name


def names(match):
    """The exact names of a rule, and the beginnings of names."""
    for kind, value in match.items():
        if kind in ("or", "and"):
            for part in value:
                yield from names(part)
        elif kind in ("equals", "starts_with"):
            yield kind, value


def number(price):
    return price["base"] if isinstance(price, dict) else price


def periods(prices):
    """(from, until, price of each kind); a price without a date holds since ever."""
    dated = prices if isinstance(prices, list) else [{"prices": prices}]
    starts = [one.get("constraint", {}).get("start_date") for one in dated]
    for i, one in enumerate(dated):
        rates = {kind: number(one["prices"][kind + "_mtok"]) for kind in KINDS if kind + "_mtok" in one["prices"]}
        yield starts[i], starts[i + 1] if i + 1 < len(dated) else None, rates


def joined(found):
    """Neighbouring periods with the same prices are one: the rest were prices by context length."""
    whole = []
    for start, end, rates in found:
        if whole and whole[-1][2] == rates:
            whole[-1] = (whole[-1][0], end, rates)
        else:
            whole.append((start, end, rates))
    return whole


def standard(provider):
    """Periods by canonical name. A snapshot at another price than its model keeps a name of its own."""
    found, own = {}, {}
    for model in provider["models"]:
        if LEFT_OUT.search(model["id"]) and not model["id"].startswith("ft:"):
            continue
        prices = joined(periods(model["prices"]))
        if not all(rates.get("input") and ("output" in rates or EMBEDDING.search(model["id"])) for _, _, rates in prices):
            continue
        said = sorted(set(names(model["match"])) | ({("equals", model["id"])} if "ft" not in model["id"] else set()))
        for kind, name in said:
            if name.startswith("ft:"):
                found.setdefault(name + ("*" if kind == "starts_with" else ""), prices)
            elif "ft" in model["id"] or LEFT_OUT.search(name):
                continue
            elif canonical(name) == name:
                found[name] = prices
            else:
                own.setdefault(name, prices)
    for name, prices in sorted(own.items(), reverse=True):
        if found.setdefault(canonical(name), prices) != prices and not name.endswith(("-", "@")):
            found[name] = prices
    return {name: prices for name, prices in found.items() if not NO_NAME.search(name)}


def decimal(value):
    return format(Decimal(str(value)).normalize(), "f")


def row(provider, model, tier, period, source):
    start, end, rates = period
    line = {"provider": provider, "model": model, "tier": tier}
    if start:
        line["from"] = start
    if end:
        line["until"] = end
    for kind in KINDS:
        if kind in rates:
            line[kind] = rates[kind]
    line.setdefault("output", 0)
    line["source"] = source
    return line


def tiers(prices, litellm, word):
    """The prices of a tier, for the periods in which both collections agree about the standard price."""
    keys = {"input": "input_cost_per_token", "cache_read": "cache_read_input_token_cost", "output": "output_cost_per_token"}
    per_million = {kind: litellm.get(key + "_" + word) for kind, key in keys.items()}
    if per_million["input"] is None or per_million["output"] is None:
        return
    rates = {kind: Decimal(str(rate)) * 1_000_000 for kind, rate in per_million.items() if rate is not None}
    for start, end, usual in prices:
        if all(Decimal(str(litellm[keys[kind]])) * 1_000_000 == Decimal(str(usual[kind])) for kind in ("input", "output")):
            yield start, end, rates


def main(genai, litellm, read_on):
    collected = json.load(open(genai))
    others = json.load(open(litellm))
    by_genai = "genai-prices " + collected["version"]
    by_litellm = "LiteLLM " + read_on
    tables = {name: standard(provider) for name, provider in collected["providers"].items()}
    rows = []
    for name, table in tables.items():
        ours = OURS[name]
        for model, prices in table.items():
            rows += [row(ours, model, "standard", period, by_genai) for period in prices]
            if name == "anthropic" and re.match(r"claude-(?![12v])", model):
                half = [(start, end, {kind: Decimal(str(rate)) / 2 for kind, rate in rates.items()})
                        for start, end, rates in prices]
                rows += [row(ours, model, "batch", period, "Anthropic: batches cost half; " + by_genai) for period in half]
            known = others.get(model, {})
            if known.get("litellm_provider") in LITELLM_OF.get(name, ()):
                for tier, word in (("batch", "batches"), ("flex", "flex"), ("priority", "priority")):
                    rows += [row(ours, model, tier, period, by_litellm) for period in tiers(prices, known, word)]
                if name == "openai":
                    flex = list(tiers(prices, known, "flex"))
                    rows = [one for one in rows if not (flex and one["provider"] == ours
                            and one["model"] == model and one["tier"] == "batch")]
                    rows += [row(ours, model, "batch", period, "OpenAI: a batch costs what flex costs; " + by_litellm)
                             for period in flex]
        for other in collected["providers"][name]["fallback"]:
            for model, prices in tables.get(other, {}).items():
                if model not in table and not model.startswith("ft:"):
                    rows += [row(ours, model, "standard", period, by_genai + ": as " + other) for period in prices]
    rows.sort(key=lambda one: (one["provider"], one["model"], one["tier"], one.get("from", "")))
    print('{"prices": [')
    print(",\n".join("  {" + ", ".join(
        json.dumps(key) + ": " + (decimal(value) if key in KINDS else json.dumps(value)) for key, value in one.items()) + "}"
        for one in rows))
    print("]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
