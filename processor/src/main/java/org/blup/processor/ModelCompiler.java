package org.blup.processor;

import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.blup.formula.ProblemCode;
import org.blup.processor.diagnostic.Diagnostic;
import org.blup.processor.diagnostic.Findings;
import org.blup.processor.diagnostic.Place;
import org.blup.processor.diagnostic.Reporter;
import org.blup.processor.generate.ModelGenerator;
import org.blup.processor.generate.Readers;
import org.blup.processor.read.AnnotatedRecord;
import org.blup.processor.read.RecordReader;
import org.blup.processor.validate.RecordValidator;
import org.blup.processor.validate.Verdict;

/** Runs all phases on one record: reads and checks it, reports problems, and writes its classes. */
final class ModelCompiler {

  private final Elements elements;
  private final Filer filer;
  private final Reporter reporter;

  ModelCompiler(Elements elements, Filer filer, Reporter reporter) {
    this.elements = elements;
    this.filer = filer;
    this.reporter = reporter;
  }

  void compile(TypeElement type) {
    AnnotatedRecord annotated = RecordReader.read(type);
    Findings findings = new Findings();
    List<Verdict> verdicts = RecordValidator.validate(annotated, findings);
    reporter.report(findings);
    Readers readers = Readers.of(annotated, elements);
    verdicts.forEach(verdict -> write(verdict, type, readers));
  }

  private void write(Verdict verdict, TypeElement type, Readers readers) {
    JavaFile file =
        verdict instanceof Verdict.Valid valid
            ? ModelGenerator.generate(valid.model(), readers)
            : ModelGenerator.skeleton(((Verdict.Broken) verdict).model(), readers);
    write(file, type);
  }

  private void write(JavaFile file, TypeElement type) {
    try {
      SourceWriter.write(file, filer);
    } catch (FilerException taken) {
      reporter.report(nameTaken(file, type));
    } catch (IOException failed) {
      reporter.reportBug(type, failed);
    }
  }

  private static Diagnostic nameTaken(JavaFile file, TypeElement type) {
    return Diagnostic.of(
        ProblemCode.DUPLICATE_MODEL_NAME,
        Place.of(type),
        "Class %s already exists, but the model of %s needs that name"
            .formatted(file.typeSpec().name(), type.getSimpleName()),
        "Rename the class, or name the model: @MixedModel(name = \"…\")");
  }
}
