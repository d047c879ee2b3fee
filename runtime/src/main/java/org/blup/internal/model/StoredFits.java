package org.blup.internal.model;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.blup.design.Relationship;
import org.blup.exception.StorageException;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.residual.ResidualAssembly;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.StructureText;
import org.blup.internal.io.FitFile;
import org.blup.internal.io.SavedFit;
import org.blup.internal.reml.search.FoundOptimum;
import org.blup.internal.reml.search.OtherCriterionException;
import org.blup.internal.reml.solution.SingularDirection;
import org.blup.internal.reml.solution.Solution;
import org.ejml.data.DMatrixSparseCSC;

/** Fits as they are saved: their sums and their optimum, from which all else follows. */
public final class StoredFits {

  private static final String REML = "REML";
  private static final String ML = "ML";

  private StoredFits() {}

  /** A fit that was loaded, and the sums that it is of. */
  public record Loaded(PostFit fit, RowAccumulator<?> sums) {}

  /**
   * What is to be saved of a fit.
   *
   * @param method the name of the way tests allow for estimated variances
   * @param sums that the fit is of
   * @param relationships by the factor whose levels they relate
   */
  public static SavedFit saved(
      PostFit fit, String method, RowAccumulator<?> sums, Map<String, Relationship> relationships) {
    ModelStructure structure = fit.design().structure();
    FoundOptimum found = FoundOptimum.of(fit.solution());
    List<SavedFit.Direction> singular =
        found.singularDirections().stream()
            .map(
                direction ->
                    new SavedFit.Direction(
                        direction.term(),
                        direction.coefficients().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()))
            .toList();
    return new SavedFit(
        structure.name(),
        StructureText.of(structure),
        fit.isReml() ? REML : ML,
        method,
        fingerprints(relationships),
        new SavedFit.Optimum(
            found.criterion(),
            found.factors(),
            found.phi(),
            singular,
            found.predictedGain(),
            found.evaluations()),
        FitFile.pieces(sums::writeTo));
  }

  /**
   * The fit that was saved.
   *
   * @param model which the file must be of; the file has the knots that it leaves to the rows
   * @param reader of the model's rows
   * @param relationships by the factor whose levels they relate
   * @param source what was read, for messages
   * @throws StorageException if it is of another model, or its parts do not belong together
   */
  public static <R> Loaded loaded(
      SavedFit saved,
      ModelStructure model,
      RowReader<R> reader,
      Map<String, Relationship> relationships,
      String source) {
    ModelStructure structure = StructureText.closed(model, saved.structure());
    StructureText.difference(saved.structure(), structure)
        .ifPresent(
            difference -> {
              throw new StorageException(
                  "%s holds a fit of another model: %s. Load it with the model that it was saved by"
                      .formatted(source, difference),
                  source);
            });
    checkRelationships(saved.relationships(), relationships, structure.name(), source);
    if (!saved.criterion().equals(REML) && !saved.criterion().equals(ML)) {
      throw inconsistent(source, "criterion '" + saved.criterion() + "' is none");
    }
    RowAccumulator<R> sums =
        RowAccumulator.readWhole(stream(saved.sums()), source, structure, reader).asFinal();
    ObservedDesign design = DesignAssembly.observe(sums, true, relationships);
    Optional<ResidualEquations> residuals = ResidualAssembly.equations(design, sums);
    FoundOptimum found = found(saved.optimum());
    EquationPattern pattern =
        residuals.map(ResidualEquations::pattern).orElseGet(() -> design.equations().pattern());
    if (!found.suits(pattern, residuals.map(ResidualEquations::parameters).orElse(0))) {
      throw inconsistent(source, "its optimum has another size than the model");
    }
    boolean reml = saved.criterion().equals(REML);
    Solution solution =
        Refusals.named(
            design,
            () ->
                named(
                    source,
                    () ->
                        residuals.isPresent()
                            ? found.in(residuals.get(), reml)
                            : found.in(design.equations(), reml)));
    ObservedDesign fitted =
        residuals.isPresent() ? design.weighted(solution.setup().equations) : design;
    return new Loaded(new PostFit(fitted, solution, reml), sums);
  }

  private static Solution named(String source, Supplier<Solution> evaluation) {
    try {
      return evaluation.get();
    } catch (OtherCriterionException e) {
      throw inconsistent(source, String.valueOf(e.getMessage()));
    }
  }

  private static StorageException inconsistent(String source, String how) {
    return new StorageException(
        "%s is no fit that Blup saved: %s. Use a copy of it, or save the fit again"
            .formatted(source, how),
        source);
  }

  private static FoundOptimum found(SavedFit.Optimum optimum) {
    List<SingularDirection> singular =
        optimum.singular().stream()
            .map(
                direction ->
                    new SingularDirection(
                        direction.term(), Arrays.stream(direction.coefficients()).boxed().toList()))
            .toList();
    return new FoundOptimum(
        optimum.criterion(),
        optimum.factors(),
        optimum.residual(),
        singular,
        optimum.predictedGain(),
        optimum.evaluations());
  }

  private static InputStream stream(List<byte[]> pieces) {
    return new SequenceInputStream(
        Collections.enumeration(pieces.stream().map(ByteArrayInputStream::new).toList()));
  }

  private static void checkRelationships(
      SortedMap<String, String> saved,
      Map<String, Relationship> relationships,
      String model,
      String source) {
    SortedMap<String, String> own = fingerprints(relationships);
    for (Map.Entry<String, String> each : own.entrySet()) {
      if (!each.getValue().equals(saved.get(each.getKey()))) {
        throw new StorageException(
            ("%s holds a fit with another relationship of %s than the one that %s was given. Load"
                    + " it with the relationship that it was fitted with, its levels in the same"
                    + " order")
                .formatted(source, each.getKey(), model),
            source);
      }
    }
    if (own.size() < saved.size()) {
      throw inconsistent(source, "it has more relationships than the model");
    }
  }

  private static SortedMap<String, String> fingerprints(Map<String, Relationship> relationships) {
    SortedMap<String, String> fingerprints = new TreeMap<>();
    relationships.forEach(
        (factor, relationship) -> fingerprints.put(factor, fingerprint(relationship)));
    return fingerprints;
  }

  /** The hash of the levels and of the elements of their precision. */
  private static String fingerprint(Relationship relationship) {
    MessageDigest digest = SavedFit.sha256();
    for (String level : relationship.levels()) {
      digest.update(level.getBytes(StandardCharsets.UTF_16BE));
      digest.update((byte) '\n');
    }
    DMatrixSparseCSC precision = relationship.precision();
    ByteBuffer element = ByteBuffer.allocate(2 * Integer.BYTES + Double.BYTES);
    for (int column = 0; column < precision.numCols; column++) {
      for (int at = precision.col_idx[column]; at < precision.col_idx[column + 1]; at++) {
        element.clear();
        element.putInt(column).putInt(precision.nz_rows[at]).putDouble(precision.nz_values[at]);
        digest.update(element.array());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
