"""The words by which furniture is known, in English and French: links, share lines, notes, credits.

Each line is a regular expression for a whole paragraph. `...` stands for any words up to the paragraph's end.
"""

from __future__ import annotations

import re

__all__ = ["ALWAYS", "AT_THE_END", "AT_THE_TOP", "GLUED"]

NAME_WORD = r"(?:[A-ZÀ-Þ][\w.’'-]*|de|du|van|von|der|den|al|el|bin|ben|la|le)"
NAME = rf"{NAME_WORD}(?: {NAME_WORD}){{0,4}}"
NAMES = rf"{NAME}(?:(?:, | and |, and | et | & | in ){NAME})*"
SITE = r"(?:facebook|twitter|x|whatsapp|linkedin|reddit|telegram|instagram|youtube|pinterest|tumblr|email|print)"
WIRE = r"(?:reuters?|afp|ap|upi|tass|dpa|ansa|efe)"

LINKS = (
    r"(?:re-?read|relire|read|lire|more|related|watch|listen|video|vidéo|photos|opinion|explainer) ?:...",
    r"(?:must read|in pictures|en images|don[’']t miss|sur le même sujet|pour aller plus loin) ?:...",
    r"(?:read|see|watch) (?:also|more|next|too|on)[:|»]...",
    r"(?:also|see) (?:read|see|on|also)[:|»]...",
    r"related (?:stor(?:y|ies)|articles?|news|coverage|links?|reading|content)[:|»]?...",
    r"(?:à|a) (?:lire|voir|écouter)(?: aussi| également)? ?[:|»]...",
    r"(?:lire|voir|écouter) (?:aussi|également) ?[:|»]...",
    # "Read about this crisis: ...", "Lire notre analyse : ..."
    r"(?:read|watch|see|listen to) (?:about|our|the|more)\b[^.!?:]{0,60}:...",
    r"(?:lire|relire|voir|écouter) (?:notre|nos|l[’']|le|la|les)[^.!?:]{0,60}:...",
    # without a colon only where nothing else can be meant
    r"(?:read (?:more|also)|lire aussi|lire également|(?:à|a) lire (?:aussi|également)|voir aussi)\b...",
    r"(?:click here|cliquez ici|continue reading|lire la suite)\b...",
    r"read (?:the )?(?:rest|full (?:story|article|report|text))\b...",
    r"(?:most (?:read|popular|viewed)|trending(?: now)?|top stories|les plus lus|recommended(?: for you)?)",
    r"you (?:may|might) also (?:like|be interested in).{0,20}",
)
SHARING = (
    r"(?:leave a|post a|add a|write a|add your) (?:comment|reply)",
    r"(?:view|show|see) (?:all )?(?:\d+ )?comments|comments are closed\.?",
    r"(?:\d+ |no )?comments?(?: yet| \(\d+\))?",
    r"join the (?:conversation|discussion)",
    r"laisse[rz] un commentaire|(?:\d+ )?commentaires?(?: \(\d+\))?|ajouter un commentaire|réagir",
    r"share(?: (?:this|it|on|via|with|your)\b[^.]{0,60}|:.{0,80})?",
    r"tweet(?: this)?|retweet|pin it|copy link|(?:print|save)(?: this)?(?: article| story| page)?",
    r"e-?mail(?: this)?(?: article| story| page)?(?: to a friend)?",
    r"partage[rz](?: (?:cet|l[’']|sur|cette|la|via)[^.]{0,60})?|imprimer|envoyer par e-?mail",
    rf"{SITE}(?:[ ,|/•·]+{SITE})*",
    r"(?:follow|like|find|join) us (?:on|at)\b...|suivez[- ]nous\b...",
    r"follow (?:him|her|them|the author|[\w.]+ [\w.]+) (?:on|at)\b...",
)
SELLING = (
    r"advertise?ments?|advertising|sponsored(?: content| by .{1,60})?|promoted|paid post|publicité|annonce",
    r"(?:story|article) continues (?:below|after)...|la suite après (?:la|cette) publicité",
    r"skip (?:to content|to main content|advert|ad)|loading\.{0,3}|scroll to continue.{0,40}",
    r"(?:sign up|subscribe|register) (?:for|to|now|here|today)\b...|(?:sign up|subscribe|newsletters?)",
    r"get (?:our|the) .{0,60}newsletter...",
    r"(?:abonnez|inscrivez)[- ]vous\b...|s[’'](?:abonner|inscrire)\b.{0,60}",
    r"already a subscriber\b...|déjà abonné...|(?:cet )?article réservé aux abonnés...",
    r"support our (?:journalism|work)...|donate(?: now| today)?",
    r"(?:tags?|topics?|filed under|keywords?|mots[- ]clés|categor(?:y|ies)) ?:...",
)
CREDITS = (
    r"[(\[]?(?:file )?(?:photo(?:graph)?s?|image|picture|illustration)(?: (?:by|credit))? ?[:/]...",
    r"[(\[]?credits?(?: by)? ?[:/]...",
    r"[(\[]?crédits?(?: photos?)? ?[:/]...|[(\[]?photos? (?:by|d[’']archives)\b...|file photo\b...",
    r"(?:©|\(c\)|copyright\b)...|.{0,120}(?:all rights reserved|tous droits réservés).{0,160}",
)
NOTES = (
    r"(?:authors?|auteurs?|auteure|autrice) ?:...",
    r"(?:written|posted|published|edited|translated|compiled) by:? (?=\w+ \w+).{1,80}",
    r"(?:last )?updated(?: on| at|:) .{1,60}|posted(?: on|:) .{1,60}|(?:mis à jour|publiée?) le .{1,60}",
    r"about the authors?\b...|contact (?:the (?:author|reporter|writer)|us) at\b...|send tips to\b...",
)
NAMED_ALWAYS = (
    rf"[(\[]?(?:Additional |With )?(?i:reporting|writing|editing) by {NAME}...",
    r"(?:REUTERS|AFP|AP|Reuters|EPA|TASS|Getty Images|AP Photo) ?/ ?[A-Z].{1,60}",
)
JOBS = (
    "editor reporter correspondent journalist columnist writer author contributor commentator fellow "
    "professor analyst blogger producer photographer researcher lecturer chief intern journaliste "
    "correspondante? rédacteur rédactrice chroniqueur chroniqueuse éditorialiste chercheuse chercheur"
)
IS_A = rf"(?:, .{{1,250}},)? (?:is|are|est|sont)\b.{{0,80}}\b(?i:{JOBS.replace(' ', '|')})s?\b"
CLOSING = (
    rf"{NAMES}{IS_A}...",
    rf"[(\[—–-]*{NAMES} (?:contributed|reported from)\b.{{0,200}}",
    r".{0,80}\bcontributed (?:to|reporting)\b.{0,80}",
    r".{0,100}\b(?:on|at|sur) (?:Twitter|X)\b[:,]? ?@\w+.{0,60}|@\w+",
    r"(?i:(?:editor|publisher)[’']s note ?:)...",
    r"(?i:this (?:story|article|post|report) .{0,40}\b(?:appeared|published|updated|corrected)\b)...",
    rf"(?i:\(?(?:(?:avec|with) )?{WIRE}(?:(?:, | et | and ){WIRE})*\)?\.?)",
    r"(?i:-* ?(?:ends?|30|fin) ?-*|#+|\*+)",
)
STUCK = (
    r"leave a (?:comment|reply)|laisse[rz] un commentaire|share this(?: article| story)?|advertisement",
    r"read (?:more|the rest)(?: here)?|lire la suite|click here to (?:read|subscribe)[^.]{0,40}",
)


def _any(*patterns: str) -> str:
    return "(?:" + "|".join(patterns).replace("...", ".{0,700}") + ")"


ALWAYS = re.compile(
    rf"(?:(?i:{_any(*LINKS, *SHARING, *SELLING, *CREDITS, *NOTES)})|{_any(*NAMED_ALWAYS)})\s*$", re.DOTALL
)
"""A whole paragraph that is furniture wherever it stands."""

AT_THE_END = re.compile(rf"{_any(*CLOSING)}\s*$", re.DOTALL)
"""A whole paragraph that is furniture where nothing but furniture follows: author notes and signing off."""

AT_THE_TOP = re.compile(rf"(?:By|BY|Par) {NAMES}(?:,? (?:[\w.-]+ ?){{1,5}})?\s*$")
"""A byline between the headline and the body."""

GLUED = re.compile(rf"(?<=[.!?…\"”’»)])\s*((?i:{_any(*STUCK)})\W{{0,3}})$")
"""Furniture that a careless copy left at the end of a paragraph, after its last sentence."""
