package org.blup.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.blup.MixedModel;
import org.blup.Weight;
import org.blup.design.Relationship;
import org.ejml.data.DMatrixRMaj;

/** Levels that are related by a pedigree or by markers. */
final class Related {

  private record Animal(String name, String sire, String dam) {

    static Relationship pedigree(String file, String name, String sire, String dam) {
      List<Animal> animals =
          Line.read(
              CovarianceOracle.dataFile(file),
              line -> new Animal(line.text(name), known(line, sire), known(line, dam)));
      return Relationship.pedigree(animals, Animal::name, Animal::sire, Animal::dam);
    }

    private static String known(Line line, String parent) {
      String name = line.text(parent);
      return name == null ? "" : name;
    }
  }

  /** Birth weights of simulated gryphons (Wilson et al. 2010, J. Animal Ecology 79:13–26). */
  @MixedModel(name = "Gryphon", value = "weight ~ 1 + (1 | related(animal))")
  @MixedModel(name = "GryphonBySex", value = "weight ~ sex + (1 | related(animal))")
  record Gryphon(double weight, String sex, int animal) {

    static Relationship pedigree() {
      return Animal.pedigree("gryphon_pedigree.csv", "id", "father", "mother");
    }

    static List<Gryphon> rows() {
      return Line.read(
              CovarianceOracle.dataFile("gryphon.csv"),
              line -> new Gryphon(line.number("bwt"), line.text("sex"), line.integer("animal")))
          .stream()
          .filter(row -> !Double.isNaN(row.weight))
          .toList();
    }
  }

  /** Simulated animals of BLUPF90's tutorial, a third of them inbred. */
  @MixedModel(
      name = "Tutorial",
      value = "y ~ factor(farm) + factor(sex) + factor(year) + (1 | related(animal))")
  record Tutorial(double y, int farm, int sex, int year, String animal) {

    static Relationship pedigree() {
      return Animal.pedigree("blupf90_pedigree.csv.gz", "id", "sire", "dam");
    }

    static List<Tutorial> rows() {
      return Line.read(
          CovarianceOracle.dataFile("blupf90_sim.csv.gz"),
          line ->
              new Tutorial(
                  line.number("y1"),
                  line.integer("farm"),
                  line.integer("sex"),
                  line.integer("year"),
                  line.text("animal")));
    }
  }

  /** The same with weights. */
  @MixedModel("y ~ factor(farm) + factor(sex) + factor(year) + (1 | related(animal))")
  record Weighted(double y, int farm, int sex, int year, String animal, @Weight double weight) {

    static List<Weighted> rows() {
      return Line.read(
          CovarianceOracle.dataFile("blupf90_sim.csv.gz"),
          line ->
              new Weighted(
                  line.number("y1"),
                  line.integer("farm"),
                  line.integer("sex"),
                  line.integer("year"),
                  line.text("animal"),
                  line.number("weight")));
    }
  }

  /** Lines at sites, related by markers. */
  @MixedModel(name = "Line", value = "y ~ site + (1 | related(line))")
  @MixedModel(
      name = "LineBySite",
      value = "y ~ site + (1 | related(line)) + (1 | line) + residual(by = site)")
  record Genomic(double y, String site, String line) {

    static Relationship markers() {
      double[][] g = matrix("sim_genomic_G.csv.gz");
      List<Integer> lines = IntStream.rangeClosed(1, g.length).boxed().toList();
      return Relationship.covariance(lines, new DMatrixRMaj(g));
    }

    static List<Genomic> rows() {
      return Line.read(
          CovarianceOracle.dataFile("sim_genomic.csv"),
          line -> new Genomic(line.number("y"), line.text("site"), line.text("line")));
    }
  }

  private static double[][] matrix(String file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(CovarianceOracle.dataFile(file))),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toArray(double[][]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Related() {}
}
