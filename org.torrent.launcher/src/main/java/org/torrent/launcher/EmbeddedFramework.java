package org.torrent.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.util.tracker.ServiceTracker;
import org.torrent.launcher.Distribution.Folder;
import org.torrent.options.CommandService;

/** The OSGi framework inside this process, with the distribution's bundles in it. */
final class EmbeddedFramework {
    /** The console bundle's entry point. JDK types only: no class needs to be shared with a bundle. */
    private static final String COMMAND_LINE = "(&(" + Constants.OBJECTCLASS + "=" + ToIntFunction.class.getName()
            + ")(" + CommandService.PROPERTY + "=true))";

    private final Framework framework;
    private final BundleCache cache;
    private final LauncherLog log;
    private final OwnBundles own = new OwnBundles();
    private final HangingBundles hanging;
    private volatile boolean stopping;

    private EmbeddedFramework(Framework framework, BundleCache cache, LauncherLog log) {
        this.framework = framework;
        this.cache = cache;
        this.log = log;
        this.hanging = new HangingBundles(own, log);
    }

    /** Makes the framework; nothing runs in it yet. */
    static EmbeddedFramework create(Map<String, String> properties, BundleCache cache, LauncherLog log) {
        Map<String, Object> configuration = new HashMap<>(properties);
        configuration.put("felix.log.logger", log);
        FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> LaunchException.failure("no OSGi framework in lib/ of the distribution", null));
        return new EmbeddedFramework(newFramework(factory, configuration), cache, log);
    }

    /** Felix takes objects as well as strings, as the OSGi specification's raw map allowed before it had type arguments. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Framework newFramework(FrameworkFactory factory, Map<String, Object> configuration) {
        return factory.newFramework((Map) configuration);
    }

    /**
     * Installs every jar, starts what ships level after level and returns when that is done.
     *
     * @param deploys whether what is in the deploy folder is of any use
     */
    void start(Distribution distribution, boolean deploys) throws InterruptedException {
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            context.addFrameworkListener(this::logErrors);
            context.addBundleListener(hanging);
            context.registerService(ResolverHookFactory.class, own, null);
            install(context, distribution, Folder.BOOT).forEach(this::start);
            FutureTask<Void> boot = startBeside(); // logging takes as long to start as all others to be installed
            List<Bundle> deployer = deploys ? install(context, distribution, Folder.DEPLOYER) : List.of();
            List<Bundle> others = install(context, distribution, Folder.BUNDLE);
            install(context, distribution, Folder.SHELL);
            boot.get();
            reachHighestLevel();
            // What is deployed starts with the deployer and may hang, not on a thread that the framework needs.
            startApart("torrent-deployer", deployer, Limits.DEPLOYED_STARTS.toMillis());
            others.removeIf(this::isOverlaid);
            startApart("torrent-start", others, 0);
            own.bundles(context)
                    .filter(bundle -> isIdle(bundle) && !isOverlaid(bundle))
                    .forEach(this::logIdle);
        } catch (BundleException e) {
            throw doesNotStart(e);
        } catch (ExecutionException e) {
            throw doesNotStart(e.getCause());
        }
    }

    /** Whether one from the deploy folder stands for it. */
    private boolean isOverlaid(Bundle bundle) {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .anyMatch(other -> other != bundle
                        && bundle.getSymbolicName().equals(other.getSymbolicName())
                        && other.getState() == Bundle.ACTIVE);
    }

    /** With a part of the bundles there would be less than was asked for, without a word. */
    private LaunchException doesNotStart(Throwable cause) {
        Optional<String> reason = DiskFailure.reason(cause);
        if (reason.isPresent()) {
            return cache.unusable(reason.get(), cause);
        }
        return LaunchException.failure("the OSGi framework does not start: " + cause.getMessage(), cause);
    }

    /** Starts the framework and its first level on a thread of its own. */
    private FutureTask<Void> startBeside() {
        FutureTask<Void> task = new FutureTask<>(() -> {
            framework.start();
            return null;
        });
        Thread thread = new Thread(task, "torrent-framework-start");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private void reachHighestLevel() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        framework
                .adapt(FrameworkStartLevel.class)
                .setStartLevel(Folder.HIGHEST_START_LEVEL, event -> reached.countDown());
        reached.await();
    }

    /** Starts them on a thread of its own, as a signal may interrupt this one, which waits so long at most; 0: for ever. */
    private void startApart(String name, List<Bundle> bundles, long waitMillis) throws InterruptedException {
        Thread thread = new Thread(() -> bundles.forEach(this::start), name);
        thread.setDaemon(true);
        thread.start();
        thread.join(waitMillis);
        if (thread.isAlive()) {
            hanging.look();
        }
    }

    /** The bundles of a folder that are to be started. */
    private List<Bundle> install(BundleContext context, Distribution distribution, Folder folder) {
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : distribution.jars(folder)) {
            if (!distribution.isChecked()) {
                JarCheck.require(jar);
            }
            install(context, jar, folder, installed);
        }
        return installed;
    }

    private void install(BundleContext context, Path jar, Folder folder, List<Bundle> installed) {
        try {
            Bundle bundle = context.installBundle(jar.toUri().toString());
            bundle.adapt(BundleStartLevel.class).setStartLevel(folder.startLevel());
            boolean isStarted = folder.isStarted() && !isFragment(bundle);
            own.add(bundle, isStarted);
            if (isStarted) {
                installed.add(bundle);
            }
        } catch (BundleException e) {
            log.log("can't install " + jar, e);
            if (DiskFailure.reason(e).isPresent()) {
                throw doesNotStart(e);
            }
        }
    }

    private void start(Bundle bundle) {
        try {
            if (!stopping) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        } catch (BundleException e) {
            logError(bundle, e);
        }
    }

    private static boolean isIdle(Bundle bundle) {
        return bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING;
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private void logIdle(Bundle bundle) {
        log.log("bundle " + bundle.getSymbolicName() + " did not start, see above", null);
    }

    private void logErrors(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            logError(event.getBundle(), event.getThrowable());
        }
    }

    private void logError(Bundle bundle, Throwable error) {
        log.log("error in bundle " + bundle.getSymbolicName(), error);
    }

    /** Hands the arguments to the console bundle and returns the command's exit status. */
    int runCommand(Distribution distribution, List<String> arguments) throws InterruptedException {
        BundleContext context = framework.getBundleContext();
        ServiceTracker<ToIntFunction<String[]>, ToIntFunction<String[]>> tracker =
                new ServiceTracker<>(context, commandLineFilter(context), null);
        tracker.open();
        try {
            if (tracker.getService() == null && !isCommandLineComing()) {
                throw noCommandLine(distribution);
            }
            ToIntFunction<String[]> commandLine = tracker.waitForService(Limits.COMMAND_LINE_APPEARS.toMillis());
            if (commandLine == null) {
                log.log("no service " + COMMAND_LINE + " within " + Limits.COMMAND_LINE_APPEARS, null);
                throw LaunchException.failure("the console bundle did not start" + log.hint(), null);
            }
            return commandLine.applyAsInt(arguments.toArray(String[]::new));
        } finally {
            tracker.close();
        }
    }

    /** Whether a bundle that runs has it: at the highest start level one that does not run won't. */
    private boolean isCommandLineComing() {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING)
                .map(bundle -> bundle.getHeaders().get(Constants.PROVIDE_CAPABILITY))
                .anyMatch(provided -> provided != null && provided.contains(ToIntFunction.class.getName()));
    }

    private LaunchException noCommandLine(Distribution distribution) {
        String missing = distribution.missing().stream().map(Path::toString).collect(Collectors.joining(", "));
        return LaunchException.failure(
                missing.isEmpty()
                        ? "the console bundle did not start" + log.hint()
                        : missing + " is missing: unpack the distribution again, or build it with mvn package",
                null);
    }

    private static Filter commandLineFilter(BundleContext context) {
        try {
            return context.createFilter(COMMAND_LINE);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bundle that brings a class, for people. */
    String bundleOf(String className) {
        BundleContext context = framework.getBundleContext();
        String entry = className.replace('.', '/') + ".class";
        return Arrays.stream(context == null ? new Bundle[0] : context.getBundles())
                .filter(bundle -> bundle.getBundleId() != 0 && bundle.getEntry(entry) != null)
                .findFirst()
                .map(bundle -> "bundle " + bundle.getSymbolicName())
                .orElse("no bundle's");
    }

    /** Returns when the framework has stopped, whoever stopped it. */
    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Stops the framework, waiting for a limited time. Safe to call twice and from several threads. */
    void stop() {
        try {
            stopping = true;
            hanging.interrupt();
            framework.stop();
            awaitStopped();
        } catch (BundleException e) {
            log.log("stopping the framework failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.log("interrupted while stopping the framework", e);
        }
    }

    /** What ships has its time; what is deployed and hangs has less once that has stopped. */
    private void awaitStopped() throws InterruptedException {
        long began = System.nanoTime();
        while (framework.waitForStop(Limits.STOP_LOOK.toMillis()).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            if (System.nanoTime() - began > Limits.FRAMEWORK_STOPS.toNanos()) {
                log.log("the framework did not stop within " + Limits.FRAMEWORK_STOPS + threads(), null);
                return;
            }
            if (isAtRest() && hanging.leaveBehind(Limits.DEPLOYED_STOPS)) {
                return;
            }
        }
    }

    /** Whether all that ships and starts after the deployer has stopped. */
    private boolean isAtRest() {
        BundleContext context = framework.getBundleContext();
        int restless = Bundle.ACTIVE | Bundle.STARTING | Bundle.STOPPING;
        return context == null
                || own.bundles(context)
                        .filter(bundle ->
                                bundle.adapt(BundleStartLevel.class).getStartLevel() > Folder.DEPLOYER.startLevel())
                        .noneMatch(bundle -> (bundle.getState() & restless) != 0);
    }

    static String threads() {
        StringBuilder names = new StringBuilder("; threads:");
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .sorted()
                .forEach(name -> names.append(' ').append('"').append(name).append('"'));
        return names.toString();
    }
}
