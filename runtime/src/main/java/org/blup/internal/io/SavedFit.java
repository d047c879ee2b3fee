package org.blup.internal.io;

import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a file has of a fit: the sums that it is of, and the optimum that was found.
 *
 * @param model the name of the model, for those who read the file
 * @param structure the model, in lines of text
 * @param criterion which was minimised
 * @param method how tests allow for estimated variances
 * @param relationships by the factor whose levels are related, the fingerprint of its relationship
 * @param optimum where the search ended
 * @param sums the cross-products as they write themselves, in pieces
 */
public record SavedFit(
    String model,
    List<String> structure,
    String criterion,
    String method,
    SortedMap<String, String> relationships,
    Optimum optimum,
    List<byte[]> sums) {

  /** What is in the file, for messages. */
  public static final String WHAT = "a fit";

  private static final String MAGIC = "BLUP-FIT";

  /** The version of the file. */
  static final int VERSION = 1;

  /**
   * Where the search ended.
   *
   * @param criterion its value there
   * @param factors of each group, size × size row by row
   * @param residual the parameters of the residuals' covariance
   * @param singular the directions without variance
   * @param predictedGain of another step
   * @param evaluations how many the search took
   */
  public record Optimum(
      double criterion,
      List<double[]> factors,
      double[] residual,
      List<Direction> singular,
      double predictedGain,
      int evaluations) {

    public Optimum {
      factors = List.copyOf(factors);
      singular = List.copyOf(singular);
    }
  }

  /** A combination of the effects of a random term. */
  public record Direction(int term, double[] coefficients) {}

  public SavedFit {
    structure = List.copyOf(structure);
    relationships = new TreeMap<>(relationships);
    sums = List.copyOf(sums);
  }

  /** SHA-256 of everything, in an order and in digits of its own: no matter how it is written. */
  String checksum() {
    MessageDigest digest = sha256();
    BinaryOutput out =
        new BinaryOutput(
            new DigestOutputStream(OutputStream.nullOutputStream(), digest), MAGIC, VERSION);
    out.text(model);
    out.count(structure.size());
    structure.forEach(out::text);
    out.text(criterion);
    out.text(method);
    out.count(relationships.size());
    for (Map.Entry<String, String> each : relationships.entrySet()) {
      out.text(each.getKey());
      out.text(each.getValue());
    }
    out.number(optimum.criterion);
    out.count(optimum.factors.size());
    optimum.factors.forEach(factor -> numbers(out, factor));
    numbers(out, optimum.residual);
    out.count(optimum.singular.size());
    for (Direction direction : optimum.singular) {
      out.count(direction.term);
      numbers(out, direction.coefficients);
    }
    out.number(optimum.predictedGain);
    out.count(optimum.evaluations);
    out.end();
    sums.forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void numbers(BinaryOutput out, double[] values) {
    out.count(values.length);
    out.numbers(values, values.length);
  }

  /** The hash that checksums and fingerprints are made with. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has no SHA-256, which it must have", e);
    }
  }
}
