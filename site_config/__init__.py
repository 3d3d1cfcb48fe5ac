"""How a site looks: Markdown templates (pages/), HTML templates (theme/), styles, scripts and fonts (assets/)."""
