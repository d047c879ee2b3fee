package org.blup.internal.io;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A stream of which it is known what it is read from, for messages. */
public final class NamedInput extends FilterInputStream {

  private final String source;

  public NamedInput(InputStream in, String source) {
    super(in);
    this.source = source;
  }

  /** What that is. */
  String source() {
    return source;
  }
}
