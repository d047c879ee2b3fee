package org.blup.processor.diagnostic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The diagnostics of one record or model, in the order found, each once. */
public final class Findings {

  private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();

  public void add(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  public void addAll(Findings others) {
    diagnostics.addAll(others.diagnostics);
  }

  /** Whether anything found forbids the model, rather than only warn of it. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(diagnostic -> !diagnostic.code().isWarning());
  }

  public List<Diagnostic> diagnostics() {
    return new ArrayList<>(diagnostics);
  }
}
