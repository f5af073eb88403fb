"""What fields are called in French, Spanish, Italian, Dutch and Portuguese, by the English word that `others_say` knows.

Which field of a record such an English word means, the record says; German and Chinese words stand there themselves.
"""

from __future__ import annotations

import unicodedata
from functools import cache

IN_ENGLISH = {
    "title": "titre, título, titolo, titel, título del mapa, intitulé",
    "name": "nom, nombre, nome, naam, libellé, denominación, denominazione, benaming, designação",
    "summary": "résumé, resumen, riassunto, sommario, samenvatting, resumo, sintesi",
    "description": "descripción, descrizione, descrição, omschrijving, beschrijving",
    "stages": "étapes, phases, etapas, fases, fasi, fasen, tappe",
    "stage": "étape, etapa, fase, tappa",
    "steps": "étapes, sous-étapes, pasos, passi, passos, stappen",
    "step": "étape, paso, passo, stap",
    "group": "groupe, grupo, gruppo, groep",
    "owner": "propriétaire, propietario, proprietario, proprietário, eigenaar, dueño, dono",
    "responsible": "responsable, responsables, responsabile, responsável, verantwoordelijke",
    "team": "équipe, equipo, squadra, equipe",
    "teams": "équipes, equipos, squadre, equipes",
    "goal": "objectif, objetivo, obiettivo, doel, but, meta",
    "goals": "objectifs, objetivos, obiettivi, doelen, metas",
    "actions": "actions, acciones, azioni, acties, ações",
    "does": "fait, hace, fa, doet, faz",
    "thoughts": "pensées, pensamientos, pensieri, gedachten, pensamentos",
    "thinks": "pense, piensa, pensa",
    "feelings": "ressenti, sentiment, sentiments, sentimiento, sentimientos, sentimento, sentimenti, sentimentos, gevoel, gevoelens",
    "emotions": "émotion, émotions, emoción, emociones, emozione, emozioni, emotie, emoties, emoção, emoções",
    "expectations": "attentes, attente, expectativas, aspettative, verwachtingen, verwachting",
    "needs": "besoins, besoin, necesidades, bisogni, behoeften, necessidades",
    "touchpoints": "points de contact, point de contact, puntos de contacto, punti di contatto, contactpunten, contactmomenten, pontos de contato, pontos de contacto",
    "channels": "canaux, canales, canali, kanalen, canais",
    "channel": "canal, canale, kanaal",
    "pains": "irritants, irritant, douleurs, douleur, dolores, dolor, dolori, dores, dor, pijnpunten, pijnpunt, knelpunten",
    "pain points": "points de friction, points de douleur, puntos de dolor, puntos débiles, punti dolenti, criticità, pontos de dor",
    "problems": "problèmes, problème, problemas, problema, problemi, problemen, probleem",
    "frustrations": "frustraciones, frustrazioni, frustraties, frustrações",
    "gains": "bénéfices, bénéfice, beneficios, vantaggi, guadagni, voordelen, ganhos, benefícios",
    "opportunities": "opportunités, opportunité, oportunidades, oportunidad, opportunità, kansen, oportunidade",
    "improvements": "améliorations, amélioration, mejoras, mejora, miglioramenti, miglioramento, verbeteringen, verbetering, melhorias, melhoria",
    "solutions": "soluciones, soluzioni, oplossingen, soluções",
    "metrics": "indicateurs, indicateur, métriques, indicadores, métricas, indicatori, metriche, indicatoren, meetwaarden",
    "indicator": "métrique, indicador, métrica, indicatore, metrica, kengetal",
    "started": "entrés, commencés, iniciados, iniziati, gestart, entradas, entrados",
    "finished": "terminés, achevés, completados, terminados, completati, voltooid, afgerond, concluídos",
    "region": "région, región, regione, regio, região, pays, país, paese",
    "month": "mois, mes, mese, maand, mês",
    "day": "jour, día, giorno, dag, dia",
    "evidence": "preuves, preuve, evidencia, evidencias, pruebas, prove, bewijs, bewijzen, evidências, provas",
    "sources": "fuentes, fonti, bronnen, fontes",
    "personas": "personnages, personajes, personaggi, personagens",
    "customers": "clients, client, clientes, cliente, clienti, klanten, klant",
    "segments": "segmentos, segmenti, segmenten",
    "systems": "systèmes, système, sistemas, sistemi, systemen",
    "glossary": "glossaire, glosario, glossario, glossário, woordenlijst, begrippenlijst, términos, termini, termos, termes",
    "status": "statut, estado, stato, état",
    "tags": "étiquettes, mots-clés, etiquetas, etichette, trefwoorden",
    "language": "langue, idioma, lingua, taal, língua",
    "link": "lien, enlace, collegamento, ligação",
    "severity": "gravité, sévérité, gravedad, severidad, gravità, severità, gravidade",
    "frequency": "fréquence, frecuencia, frequenza, frequentie, frequência",
    "text": "texte, texto, testo, tekst",
    "cause": "causa, oorzaak",
    "impact": "impacto, impatto",
    "quote": "citation, cita, citazione, citaat, citação",
    "word": "mot, palabra, parola, woord, palavra",
    "score": "puntuación, punteggio, pontuação",
    "date": "fecha",
    "definition": "définition, definición, definizione, definitie, definição",
    "target": "cible, valeur cible, doelwaarde, objetivo",
    "unit": "unité, unidad, unità, eenheid, unidade",
    "type": "tipo, soort, genre",
    "deadline": "échéance, date limite, plazo, fecha límite, scadenza, prazo",
    "value": "valeur, valor, valore, waarde",
    "effort": "esfuerzo, sforzo, inspanning, esforço",
    "reason": "raison, motif, razón, motivo, reden",
    "scope": "périmètre, alcance, ambito, âmbito",
    "trigger": "déclencheur, disparador, desencadenante, innesco",
    "when": "quand, cuándo, quando, wanneer",
    "where": "où, dónde, dove, onde, waar",
    "note": "remarque, nota, opmerking, observação",
    "duration": "durée, duración, durata, duur, duração",
    "review": "revue, revisión, revisione, herziening, revisão",
    "transitions": "transiciones, transizioni, overgangen, transições",
    "audience": "audiencia, público",
    "method": "méthode, método, metodo, methode",
    "sample": "échantillon, muestra, campione, steekproef, amostra",
    "lead": "responsable de l'équipe, caposquadra",
}  # fmt: skip
"""By an English word, what others say for it."""


@cache
def in_english(word: str) -> tuple[str, ...]:
    """The English words that `word` stands for; none where it is none of these languages'."""
    return _table().get(bare(word), ())


def bare(word: str) -> str:
    """`word` as it is compared: without case, accents, and what parts words."""
    letters = unicodedata.normalize("NFKD", word.casefold().strip())
    return "".join(letter for letter in letters if letter.isalnum())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for english, words in IN_ENGLISH.items():
        for word in words.split(", "):
            found[bare(word)] = (*found.get(bare(word), ()), english)
    return found
