package org.blup.internal.design.pass;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All that a kept row holds, to be compared; equal numbers have equal bits. */
final class RowContent {

  private final long[] content;

  RowContent(long[] content) {
    this.content = content;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowContent that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }
}
