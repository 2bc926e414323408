"""Learns and predicts: models, versions, recommendations, scores.

Uses every room below it. Only its engine folder imports numeric packages, and only in workers.
"""
