package org.torrent.runtime.lane;

/** Who answers for the code on a lane. Called on the lane's thread, unless a method says otherwise. */
public interface LaneOwner {
    /** A call threw, whatever it was; {@link #ran} follows. */
    void failed(LaneTask task, Throwable error);

    /** A call returned or threw. */
    void ran(LaneTask task, long nanos);

    /** It took longer than the deadline; after {@link #ran}, and not once the lane ended. */
    void late(LaneTask task, long nanos);

    /** So many droppable calls waited when the lane ended: they are not made. Any thread. */
    void forgotten(int messages);
}
