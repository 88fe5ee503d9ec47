def fields_and_hazards(written):
    return [w.strip().replace(" ", "_")[:40] for w in written if w.strip()], []
