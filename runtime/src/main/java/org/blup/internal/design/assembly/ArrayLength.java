package org.blup.internal.design.assembly;

import org.blup.exception.BlupException;

/** Lengths of arrays that may be too long to be one. */
final class ArrayLength {

  private ArrayLength() {}

  /**
   * The length of an array, if there can be one so long.
   *
   * @param model the name of the model, for the message
   * @param what the array holds, for the message
   */
  static int of(long length, String model, String what) {
    if (length > Integer.MAX_VALUE - 8) {
      throw new BlupException(
          model
              + ": "
              + what
              + " would be "
              + length
              + " numbers, more than an array can hold. Take effects out of the model");
    }
    return (int) length;
  }
}
