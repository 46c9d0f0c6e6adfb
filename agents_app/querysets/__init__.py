"""All reads, chainable: what follows ``Agent.objects.``."""
