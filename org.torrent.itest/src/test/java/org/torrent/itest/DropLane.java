package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.torrent.api.deploy.DeployedFile;

/** One file of the folder that is overwritten again and again, by bad jars and good ones, while a peer asks its plugin. */
final class DropLane {
    private final DeployFolder folder;
    private final DropSubject subject;
    private final Path jar;
    private final Random random;
    private final List<HostileDrop> kinds;
    private final DropFigures figures;
    private int version = 1; // of the last good one
    private HostileDrop hostile; // what is there now; null: a good one
    private long droppedNanos;
    private boolean isSaid = true;
    private boolean isAnswered; // after that
    private boolean isFirst = true; // answer of a good one
    private int hostiles;
    private int goods;

    DropLane(DeployFolder folder, DropSubject subject, long seed, DropFigures figures) {
        this.folder = folder;
        this.subject = subject;
        this.jar = folder.path(subject.file() + ".jar");
        this.random = new Random(seed);
        this.figures = figures;
        this.kinds = Arrays.stream(HostileDrop.values())
                .filter(kind -> subject.isAsked() || !kind.isExtension())
                .toList();
    }

    /** The first good one. */
    void open() throws IOException {
        drop(subject.jar(name(version)));
    }

    private static String name(int version) {
        return version + ".0.0";
    }

    private void drop(DeployedJar what) throws IOException {
        droppedNanos = System.nanoTime();
        isSaid = false;
        isAnswered = false;
        what.drop(jar);
    }

    /** What may follow. */
    enum Next {
        /** A bad one after a good one. */
        ANY,
        /** Good ones. */
        GOOD,
        /** Nothing after a good one. */
        NONE
    }

    /** Drops what is next, when what was last is said and what should run answers; nothing else may answer meanwhile. */
    void step(Next next) throws IOException {
        List<String> answers = subject.answers();
        for (String answer : answers) {
            boolean isSuccessor = hostile == null && answer.equals(name(version));
            assertTrue(
                    subject.file() + ": " + answer + " answers, not " + good() + " beside " + hostile,
                    answer.equals(good()) || isSuccessor);
            if (isSuccessor && !isFirst) {
                isFirst = true;
                figures.answered(System.nanoTime() - droppedNanos);
            }
        }
        if (isOver(answers)) {
            dropNext(next);
        }
    }

    private void dropNext(Next next) throws IOException {
        if (next == Next.ANY && hostile == null) {
            hostiles++;
            hostile = kinds.get(random.nextInt(kinds.size()));
            DeployedJar good = subject.jar(name(version + 1));
            drop(hostile.jar(subject.bundle().withVersion(name(version + 1)), good, random));
        } else if (next != Next.NONE || hostile != null) {
            goods++;
            hostile = null;
            isFirst = false;
            version++;
            drop(subject.jar(name(version)));
        }
    }

    /** The version that ran before what is dropped now. */
    private String good() {
        return name(hostile == null && !isSaid ? version - 1 : version);
    }

    private boolean isOver(List<String> answers) {
        if (!isSaid && isLine()) {
            isSaid = true;
            figures.said(System.nanoTime() - droppedNanos, hostile);
            subject.ask();
            return false;
        }
        isAnswered |= isSaid && (!subject.isAsked() || answers.contains(good()));
        return isAnswered;
    }

    private boolean isLine() {
        Optional<DeployedFile> line = folder.line(jar).stream().findFirst();
        if (hostile == null) {
            return line.filter(file -> file.state() == DeployedFile.State.ACTIVE
                            && file.version().equals(name(version))
                            && subject.isAlone(name(version)))
                    .isPresent();
        }
        return line.filter(file -> file.state() == hostile.state()
                        && file.reason().contains(hostile.reason())
                        && file.reason().endsWith("; version " + name(version) + " goes on"))
                .isPresent();
    }

    /** Whether the first one runs. */
    boolean isThere() {
        return isLine();
    }

    /** The last is a good one again. */
    boolean isGood() {
        return hostile == null && isAnswered;
    }

    int hostiles() {
        return hostiles;
    }

    int goods() {
        return goods;
    }

    void close() throws IOException {
        assertEquals(subject.file(), 1, folder.line(jar).size());
        folder.delete(jar);
    }

    @Override
    public String toString() {
        return subject.file() + " " + version + " beside " + hostile + " since "
                + (System.nanoTime() - droppedNanos) / 1_000_000 + " ms, said: " + isSaid + ", "
                + folder.line(jar);
    }

    /** A bundle in versions. */
    interface DropSubject {
        /** Its name in the folder. */
        String file();

        /** Its first version, for those that pretend to be its next one. */
        PluginBundle bundle();

        /** That version. */
        DeployedJar jar(String version);

        /** Whether its plugins are those of that version alone. */
        boolean isAlone(String version);

        /** Asks its plugin who it is. */
        void ask();

        /** Whether its plugin is asked at all. */
        boolean isAsked();

        /** Versions that answered since the last time. */
        List<String> answers();
    }
}
