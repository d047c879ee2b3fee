package org.blup.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.blup.exception.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are replaced as a whole or not at all, and nothing but files is replaced. */
class StoredFileTest {

  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void aFileIsReplacedAndNothingElseIsLeft() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");

    StoredFile.write(file, "The fit", NEW);

    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("a.json");
  }

  @Test
  void aWriterThatFailsLeavesTheFileAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");

    assertThatThrownBy(
            () ->
                StoredFile.write(
                    file,
                    "The fit",
                    out -> {
                      throw new UncheckedIOException(new IOException("No space left on device"));
                    }))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "The fit could not be written to %s: No space left on device. What was there before is"
                + " unchanged",
            file);

    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("a.json");
  }

  @Test
  void aLinkLeadsToTheNewFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("latest.json"), file);

    StoredFile.write(link, "The fit", NEW);

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void aLinkMayLeadToAFileThatIsNotThereYet() throws IOException {
    Path file = folder.resolve("a.json");
    Path link = Files.createSymbolicLink(folder.resolve("latest.json"), file.getFileName());

    StoredFile.write(link, "The fit", NEW);

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void aFileThatWasNotThereIsNotSaidToBeUnchanged() {
    Path file = folder.resolve("none").resolve("a.json");

    assertThatThrownBy(() -> StoredFile.write(file, "The fit", NEW))
        .isInstanceOf(StorageException.class)
        .hasMessageEndingWith("there is no such file or folder");
  }

  @Test
  void aPipeStaysOne() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assumeTrue(isMadeAsPipe(pipe), "there is no mkfifo");
    CompletableFuture<byte[]> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readAllBytes(pipe);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    StoredFile.write(pipe, "The fit", NEW);

    assertThat(read.join()).isEqualTo(NEW);
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  @Test
  void aPipeIsRead() throws InterruptedException {
    Path pipe = folder.resolve("pipe");
    assumeTrue(isMadeAsPipe(pipe), "there is no mkfifo");
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(() -> StoredFile.write(pipe, "The fit", NEW));

    byte[] read =
        StoredFile.read(
            pipe,
            "The fit",
            in -> {
              try {
                return in.readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    written.join();
    assertThat(read).isEqualTo(NEW);
  }

  @Test
  void aFolderIsRefused() {
    assertThatThrownBy(() -> StoredFile.write(folder, "The fit", NEW))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(folder.toString());
    assertThat(folder).isDirectory();
  }

  private static boolean isMadeAsPipe(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList().stream();
    }
  }
}
