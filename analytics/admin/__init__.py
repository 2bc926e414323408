"""The room in the back office: the dashboard that greets staff."""
