package org.blup.model.means;

/**
 * A combination of the levels of two factors, as {@link Means#and} tells them apart; of three
 * factors the first is itself a combination.
 *
 * @param <A> a level of the first factor
 * @param <B> a level of the second
 */
public record Cell<A, B>(A first, B second) {

  /** The combination of two levels. */
  public static <A, B> Cell<A, B> of(A first, B second) {
    return new Cell<>(first, second);
  }

  /** {@code VICTORY 4}. */
  @Override
  public String toString() {
    return first + " " + second;
  }
}
