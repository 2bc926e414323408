"""Counts and reports: figures for the dashboard, reports.

Uses every trading room below it.
"""
