package io.tidemark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Data flows one way: changes, deltas, publish; all on storage and settings. */
@AnalyzeClasses(packages = "io.tidemark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule stages_know_only_the_stage_before =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("storage")
          .definedBy("io.tidemark.storage")
          .layer("settings")
          .definedBy("io.tidemark.settings")
          .layer("changes")
          .definedBy("io.tidemark.changes..")
          .layer("deltas")
          .definedBy("io.tidemark.deltas..")
          .layer("publish")
          .definedBy("io.tidemark.publish..")
          .whereLayer("storage")
          .mayNotAccessAnyLayer()
          .whereLayer("settings")
          .mayNotAccessAnyLayer()
          .whereLayer("changes")
          .mayOnlyAccessLayers("storage", "settings")
          .whereLayer("deltas")
          .mayOnlyAccessLayers("changes", "settings")
          .whereLayer("publish")
          .mayOnlyAccessLayers("deltas", "storage", "settings");

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("io.tidemark.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule watching_does_not_know_reading =
      noClasses()
          .that()
          .resideInAPackage("io.tidemark.changes.watch..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tidemark.changes.read..");

  @ArchTest
  static final ArchRule reading_does_not_know_watching =
      noClasses()
          .that()
          .resideInAPackage("io.tidemark.changes.read..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tidemark.changes.watch..");

  @ArchTest
  static final ArchRule the_library_knows_no_runner =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.beam.runners..");
}
