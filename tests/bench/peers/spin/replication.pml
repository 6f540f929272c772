/*
 * Kafka replication with crashes, for SPIN: a peer of "acksim explore", written by hand from the same rules.
 *
 * Three brokers, one partition with assignment 0, 1, 2, one producer with one request in flight, one reliable controller (KRaft).
 * Every event is one d_step: the head of one connection is delivered, or one timer that is due fires, or one broker crashes.
 * A timer is due when what it waits for can no longer come by itself. Nothing but the crashes is a fault, and nothing has a clock.
 *
 * Settings, by -D: ACKS (1, or 2 for "all"), MIN_ISR, RECORDS, CRASHES.
 * NEWER_ONLY=1: metadata of a partition epoch that a broker knows already changes nothing; Kafka's rule (0) lets it drop a pending ISR change.
 * BUG=1: the high watermark ignores the ISR. BUG=2: the controller elects outside the ISR. Both must make an assertion fail.
 */
#ifndef BUG
#define BUG 0
#endif
#ifndef NEWER_ONLY
#define NEWER_ONLY 0
#endif
#define ALL 2
#define IDEMPOTENT (ACKS == ALL)        /* acks=1 switches idempotence off (KafkaProducer, ProducerConfig) */
#define BROKERS 3
#define CONTROL (2 + 2 * CRASHES)          /* slots of a broker's metadata queue */
#define NOBODY BROKERS
#define LOG 3                           /* slots of a log; an overflow fails an assertion */

#define BIT(b) (1 << (b))
#define HAS(set, b) (((set) >> (b)) & 1)
#define SIZE(set) (HAS(set, 0) + HAS(set, 1) + HAS(set, 2))
#define MIN(a, b) ((a) < (b) -> (a) : (b))

/* A record in a log: its number, which is also the producer's sequence, and the leader epoch in which it was appended. */
#define RECORD(id, epoch) ((id) * 16 + (epoch))
#define ID(record) ((record) / 16)
#define EPOCH(record) ((record) % 16)
#define AT(b, offset) log[(b) * LOG + (offset)]

mtype = { PRODUCE, ASK_METADATA,                                              /* producer to broker */
          OK, NOT_LEADER, NOT_ENOUGH, AFTER_APPEND, TIMED_OUT, OUT_OF_ORDER,  /* broker to producer */
          LEADER_IS, DISCONNECTED,
          RECORDS_OF, DIVERGING, FENCED_EPOCH, UNKNOWN_EPOCH,                 /* leader to follower */
          ALTER_PARTITION, REGISTER,                                          /* broker to controller */
          METADATA, ALTERED, INVALID_VERSION, REFUSED }                       /* controller to broker */

/* ---- the network: a FIFO in each direction of each connection. A queue that is too small is an error ("block in d_step"). ---- */

chan to_broker[BROKERS] = [1] of { mtype, byte };                             /* kind, record */
chan to_producer[BROKERS] = [1] of { mtype, byte, byte };                     /* kind, leader, leader epoch */
#define LINK(follower, leader) ((follower) * 2 + (leader) - ((leader) > (follower) -> 1 : 0))
chan fetches[6] = [CRASHES] of { byte, byte, byte };                                /* leader epoch, offset, last fetched epoch */
chan fetched[6] = [CRASHES] of { mtype, byte, byte, byte, byte, byte, byte, byte }; /* kind, leader epoch, offset, HW, count, records; or
                                                                                 kind, leader epoch, offset, HW, epoch, its end */
chan to_controller[BROKERS] = [2 * CRASHES] of { mtype, byte, byte, byte };   /* kind, leader epoch, partition epoch, ISR */
chan from_controller[BROKERS] = [CONTROL] of { mtype, byte, byte, byte, byte };     /* kind, leader, leader epoch, partition epoch, ISR */

/* ---- brokers ---- */

bool up[BROKERS], listening[BROKERS];        /* the process runs; it is unfenced and its sockets are open */
byte log[BROKERS * LOG], leo[BROKERS], hw[BROKERS];                           /* what a crash leaves */
byte leader[BROKERS], leader_epoch[BROKERS], partition_epoch[BROKERS];        /* what the controller said last */
mtype = { IDLE, FETCHING, BACKOFF }
mtype fetcher[BROKERS];
byte isr[BROKERS], proposed[BROKERS];        /* leader: committed ISR; the one asked for with AlterPartition, 0 = none */
byte epoch_start[BROKERS];                   /* leader: its LEO when its epoch began */
#define PAIR(leader, follower) ((leader) * BROKERS + (follower))
byte progress[BROKERS * BROKERS];            /* leader: follower's LEO + 1, as its fetches tell; 0 = not yet */
byte parked[BROKERS];                        /* leader: followers whose fetch waits for data */
byte waiting[BROKERS];                       /* leader: offset after the record whose acks=all request waits; 0 = none */

/* ---- controller ---- */

byte c_leader = 0, c_leader_epoch = 1, c_partition_epoch = 1, c_isr = 7, c_fenced = 0;

/* ---- producer: records below `next` were told OK; it has one request in flight and retries for ever ---- */

byte next = 0, sent_to = NOBODY, asked = NOBODY, known = 0, known_epoch = 1;
bool backoff;

byte crashes;

/* Scratch of one step; no part of a state. */
hidden mtype kind, answer;
hidden byte i, j, x, y, z, e, o, w, r0, r1, r2, hit, changed;

/* ==== rules ==== */

/* Partition.maybeIncrementLeaderHW, R2.20: "The high watermark is the smallest LEO of the maximal ISR (the ISR and who is about to join);
   it never goes back, and stands still while the ISR is smaller than min.insync.replicas." */
inline advance_high_watermark(b) {
    if
    :: SIZE(isr[b]) < MIN_ISR -> skip
    :: else ->
        w = leo[b];
        for (j : 0 .. BROKERS - 1) {
            if
            :: BUG != 1 && j != b && HAS(isr[b] | proposed[b], j) ->
                w = MIN(w, (progress[PAIR(b, j)] == 0 -> 0 : progress[PAIR(b, j)] - 1))
            :: else
            fi
        }
        if :: w > hw[b] -> hw[b] = w :: else fi
    fi;
    w = 0
}

/* Partition.checkEnoughReplicasReachOffset, R2.15: "acks=all is answered when the high watermark has passed the record." */
inline complete_waiting(b) {
    if
    :: waiting[b] != 0 && hw[b] >= waiting[b] ->
        waiting[b] = 0;
        if
        :: SIZE(isr[b] | proposed[b]) >= MIN_ISR -> to_producer[b]!OK, 0, 0
        :: else -> to_producer[b]!AFTER_APPEND, 0, 0
        fi
    :: else
    fi
}

/* Partition.needsExpandIsr, R2.29: "A follower may join when it has everything that is committed and everything before this epoch;
   one change at a time." */
#define MAY_JOIN(b, f) (proposed[b] == 0 && !HAS(isr[b], f) && progress[PAIR(b, f)] > hw[b] && progress[PAIR(b, f)] > epoch_start[b])

/* Partition.isFollowerOutOfSync, R2.30, with logical time: behind, and its next fetch cannot come, for its process is down. */
#define LAGS(b, f) ((f) != b && HAS(isr[b], f) && progress[PAIR(b, f)] != leo[b] + 1 && !up[f])

inline propose(b, set) {
    proposed[b] = (set);
    to_controller[b]!ALTER_PARTITION, leader_epoch[b], partition_epoch[b], proposed[b]
}

/* LeaderEpochFileCache.endOffsetFor: the last epoch up to `asked` that this log has, and where it ended. Result: e, o. */
inline end_offset_for(b, asked) {
    o = 0;
    do
    :: o < leo[b] && EPOCH(AT(b, o)) <= asked -> o++
    :: else -> break
    od;
    e = (o == 0 -> asked : EPOCH(AT(b, o - 1)))
}

/* AbstractFetcherThread.getOffsetTruncationState, R4.2: "Cut to where the common epoch ends on both sides." */
inline truncate_to_common(b, their_epoch, their_end) {
    if
    :: EPOCH(AT(b, leo[b] - 1)) < their_epoch -> w = MIN(their_end, leo[b])
    :: else ->
        end_offset_for(b, their_epoch);
        w = (e == their_epoch -> MIN(o, their_end) : o)
    fi;
    do
    :: leo[b] > w -> leo[b]--; printf("broker %d truncates record %d at offset %d\n", b, ID(AT(b, leo[b])), leo[b]); AT(b, leo[b]) = 0
    :: else -> break
    od;
    hw[b] = MIN(hw[b], leo[b]);
    w = 0
}

/* ==== a broker ==== */

/* The server of a connection went away and its client does not know yet: what it sends gets lost, DISCONNECTED answers. */
#define BROKEN(link) (fetched[link]??[DISCONNECTED, _, _, _, _, _, _, _])

inline fetch(b) {
    if
    :: leader[b] == NOBODY || leader[b] == b -> fetcher[b] = IDLE
    :: else ->
        if
        :: BROKEN(LINK(b, leader[b])) -> fetcher[b] = FETCHING
        :: !BROKEN(LINK(b, leader[b])) && !listening[leader[b]] -> fetcher[b] = BACKOFF       /* connection refused */
        :: else ->
            fetcher[b] = FETCHING;
            fetches[LINK(b, leader[b])]!leader_epoch[b], leo[b], (leo[b] == 0 -> 0 : EPOCH(AT(b, leo[b] - 1)))
        fi
    fi
}

/* The records from an offset on. The high watermark is the one from before this fetch (R2.25). */
inline serve(b, f, epoch, offset, watermark) {
    r0 = (offset < leo[b] -> AT(b, offset) : 0);
    r1 = (offset + 1 < leo[b] -> AT(b, offset + 1) : 0);
    r2 = (offset + 2 < leo[b] -> AT(b, offset + 2) : 0);
    fetched[LINK(f, b)]!RECORDS_OF, epoch, offset, watermark, leo[b] - (offset), r0, r1, r2;
    r0 = 0; r1 = 0; r2 = 0
}

/* A parked fetch is answered. */
inline release(b, f) {
    parked[b] = parked[b] & ~BIT(f);
    serve(b, f, leader_epoch[b], progress[PAIR(b, f)] - 1, hw[b])
}

/* ReplicaManager.appendRecords, ProducerAppendInfo.checkSequence: R2.13, R5.2. */
inline on_produce(b, id) {
    if
    :: leader[b] != b -> to_producer[b]!NOT_LEADER, 0, 0
    :: leader[b] == b && ACKS == ALL && SIZE(isr[b]) < MIN_ISR -> to_producer[b]!NOT_ENOUGH, 0, 0
    :: else ->
        hit = 0;                                        /* offset + 1 of the same sequence */
        for (i : 0 .. LOG - 1) {
            if :: i < leo[b] && ID(AT(b, i)) == id -> hit = i + 1 :: else fi
        }
        if
        :: IDEMPOTENT && hit == 0 && leo[b] > 0 && id != ID(AT(b, leo[b] - 1)) + 1 -> to_producer[b]!OUT_OF_ORDER, 0, 0
        :: else ->
            if
            :: IDEMPOTENT && hit != 0 -> skip           /* a duplicate: acknowledged again, not appended again */
            :: else ->
                assert(leo[b] < LOG);
                AT(b, leo[b]) = RECORD(id, leader_epoch[b]);
                leo[b]++;
                hit = leo[b];
                printf("broker %d appends record %d at offset %d, epoch %d\n", b, id, hit - 1, leader_epoch[b]);
                for (i : 0 .. BROKERS - 1) {
                    if :: HAS(parked[b], i) -> release(b, i) :: else fi
                }
            fi;
            if
            :: ACKS == ALL -> waiting[b] = hit
            :: else -> to_producer[b]!OK, 0, 0
            fi;
            advance_high_watermark(b);
            complete_waiting(b)
        fi
    fi;
    hit = 0
}

/* Partition.fetchRecords, R2.24: the epoch is fenced first (KIP-320), then histories are compared (KIP-595). */
inline on_fetch(b, f, epoch, offset, last) {
    if
    :: epoch < leader_epoch[b] -> fetched[LINK(f, b)]!FENCED_EPOCH, epoch, offset, 0, 0, 0, 0, 0
    :: epoch > leader_epoch[b] -> fetched[LINK(f, b)]!UNKNOWN_EPOCH, epoch, offset, 0, 0, 0, 0, 0
    :: epoch == leader_epoch[b] && leader[b] != b -> fetched[LINK(f, b)]!NOT_LEADER, epoch, offset, 0, 0, 0, 0, 0
    :: else ->
        e = last;
        o = leo[b];
        if :: last != 0 && last != leader_epoch[b] -> end_offset_for(b, last) :: else fi;
        if
        :: last != 0 && (e < last || o < offset) -> fetched[LINK(f, b)]!DIVERGING, epoch, offset, hw[b], e, o, 0, 0
        :: else ->
            assert(offset <= leo[b]);                   /* R4.9 cannot happen when every fetch carries its epoch */
            y = hw[b];
            progress[PAIR(b, f)] = offset + 1;
            if :: MAY_JOIN(b, f) -> propose(b, isr[b] | BIT(f)) :: else fi;
            advance_high_watermark(b);
            complete_waiting(b);
            if
            :: offset < leo[b] -> serve(b, f, epoch, offset, y)
            :: else -> parked[b] = parked[b] | BIT(f)
            fi
        fi
    fi
}

/* AbstractFetcherThread.processFetchRequest. An answer of an older leader epoch says nothing about this one (KAFKA-18991). */
inline on_fetched(b, l) {                               /* kind, x = leader epoch, y = offset, z = HW, e, r0 .. r2 */
    if
    :: leader[b] != l || fetcher[b] != FETCHING -> skip
    :: leader[b] == l && fetcher[b] == FETCHING && kind == DISCONNECTED -> fetcher[b] = BACKOFF
    :: leader[b] == l && fetcher[b] == FETCHING && kind != DISCONNECTED && (x != leader_epoch[b] || y != leo[b]) -> skip
    :: else ->
        if
        :: kind == FENCED_EPOCH -> fetcher[b] = IDLE    /* until metadata comes */
        :: kind == UNKNOWN_EPOCH || kind == NOT_LEADER -> fetcher[b] = BACKOFF
        :: kind == DIVERGING -> i = e; j = r0; truncate_to_common(b, i, j); fetch(b)
        :: kind == RECORDS_OF ->
            assert(leo[b] + e <= LOG);
            if :: e > 0 -> AT(b, leo[b]) = r0 :: else fi;
            if :: e > 1 -> AT(b, leo[b] + 1) = r1 :: else fi;
            if :: e > 2 -> AT(b, leo[b] + 2) = r2 :: else fi;
            leo[b] = leo[b] + e;
            if :: e > 0 -> printf("broker %d replicates up to offset %d\n", b, leo[b] - 1) :: else fi;
            hw[b] = MIN(z, leo[b]);                     /* R2.27: also downwards */
            fetch(b)
        fi
    fi;
    r0 = 0; r1 = 0; r2 = 0
}

/* Partition.makeLeader, makeFollower, R2.9: a new leader does not truncate, and knows nothing yet of its followers' progress.
   Any metadata but older one sets the committed ISR and drops a pending change (R2.9, R2.35), also when its partition epoch is known already
   from an AlterPartition response. Crashes are the only faults here, so a leader that runs is never deposed; that is asserted. x leader, y leader epoch, z, w ISR. */
inline on_metadata(b) {
    listening[b] = true;                                /* it hears of the partition only when it is unfenced (R3.8) */
    if
    :: z < partition_epoch[b] || (NEWER_ONLY && z == partition_epoch[b]) -> skip
    :: else ->
        changed = y > leader_epoch[b];
        assert(leader[b] != b || x == b);
        leader[b] = x; leader_epoch[b] = y; partition_epoch[b] = z;
        if
        :: x == b ->
            isr[b] = w; proposed[b] = 0; fetcher[b] = IDLE;
            if
            :: changed ->
                epoch_start[b] = leo[b]; parked[b] = 0;
                for (i : 0 .. BROKERS - 1) { progress[PAIR(b, i)] = 0 }
            :: else
            fi;
            advance_high_watermark(b);
            complete_waiting(b)
        :: x != b && changed -> fetch(b)
        :: else
        fi
    fi
}

/* Partition.handleAlterPartitionUpdate, handleAlterPartitionError, R2.34. An answer to another proposal than the pending one is not looked at.
   y leader epoch, z partition epoch, w the proposal. */
inline on_altered(b) {
    if
    :: leader[b] != b || proposed[b] == 0 || proposed[b] != w || y != leader_epoch[b] || z < partition_epoch[b] -> skip
    :: else ->
        if
        :: kind == ALTERED ->
            isr[b] = w; proposed[b] = 0; partition_epoch[b] = z;
            printf("broker %d has ISR bits %d\n", b, w);
            advance_high_watermark(b);
            complete_waiting(b)
        :: kind == REFUSED -> proposed[b] = 0
        :: else                                         /* INVALID_UPDATE_VERSION: stays pending until metadata comes */
        fi
    fi
}

#define PEER_A (me == 0 -> 1 : 0)
#define PEER_B (me == 2 -> 1 : 2)
#define HEAR(p)                                                                                                          \
    d_step { len(fetches[LINK(p, me)]) > 0 -> fetches[LINK(p, me)]?x, z, r0; on_fetch(me, p, x, z, r0) }                  \
    :: d_step { len(fetched[LINK(me, p)]) > 0 -> fetched[LINK(me, p)]?kind, x, y, z, e, r0, r1, r2; on_fetched(me, p) }

proctype Broker(byte me) {
end:
    do
    /* One produce request of a connection at a time: the next is not read while one waits. */
    :: d_step { len(to_broker[me]) > 0 && waiting[me] == 0 -> to_broker[me]?kind, x;
        if
        :: kind == PRODUCE -> on_produce(me, x)
        :: else -> to_producer[me]!LEADER_IS, leader[me], leader_epoch[me]
        fi }
    :: HEAR(PEER_A)
    :: HEAR(PEER_B)
    :: d_step { len(from_controller[me]) > 0 -> from_controller[me]?kind, x, y, z, w;
        if
        :: kind == METADATA -> on_metadata(me)
        :: else -> on_altered(me)
        fi }

    /* replica.fetch.backoff.ms */
    :: d_step { fetcher[me] == BACKOFF && listening[leader[me]] -> fetch(me) }
    /* replica.fetch.wait.max.ms: the end of a parked fetch matters when it brings news */
    :: d_step { HAS(parked[me], 0) && (hw[me] > hw[0] || MAY_JOIN(me, 0)) -> release(me, 0) }
    :: d_step { HAS(parked[me], 1) && (hw[me] > hw[1] || MAY_JOIN(me, 1)) -> release(me, 1) }
    :: d_step { HAS(parked[me], 2) && (hw[me] > hw[2] || MAY_JOIN(me, 2)) -> release(me, 2) }
    /* replica.lag.time.max.ms: the leader asks for an ISR without those who lag */
    :: d_step { up[me] && leader[me] == me && proposed[me] == 0 && (LAGS(me, 0) || LAGS(me, 1) || LAGS(me, 2)) ->
        x = isr[me];
        for (i : 0 .. BROKERS - 1) { if :: LAGS(me, i) -> x = x & ~BIT(i) :: else fi };
        propose(me, x) }
    /* the request's timeoutMs: the high watermark stands still (R2.17); the record stays in the log */
    :: d_step { waiting[me] != 0 && SIZE(isr[me]) < MIN_ISR -> waiting[me] = 0; to_producer[me]!TIMED_OUT, 0, 0 }
    /* The process is started again. It may register only when its last session is over (R3.6). */
    :: d_step { !up[me] && HAS(c_fenced, me) -> up[me] = true; printf("broker %d starts again\n", me); to_controller[me]!REGISTER, 0, 0, 0 }
    od
}

/* ==== the controller ==== */

inline tell(b) {
    if
    :: up[b] && !HAS(c_fenced, b) -> from_controller[b]!METADATA, c_leader, c_leader_epoch, c_partition_epoch, c_isr
    :: else
    fi
}

/* Every broker hears of a change at a time of its own (R2.8). */
inline publish() { tell(0); tell(1); tell(2) }

/* PartitionChangeBuilder.electAnyLeader, R3.14, without ELR: "The current leader if it still may; else the first live member of the ISR in
   assignment order; else nobody, and then the last member stays in the ISR." `candidates` is the ISR to be. */
inline elect(candidates) {
    x = (candidates) & ~c_fenced;
    y = (BUG == 2 -> (7 & ~c_fenced) : x);
    z = NOBODY;
    if :: HAS(y, 2) -> z = 2 :: else fi;
    if :: HAS(y, 1) -> z = 1 :: else fi;
    if :: HAS(y, 0) -> z = 0 :: else fi;
    if :: c_leader != NOBODY && HAS(y, c_leader) -> z = c_leader :: else fi;
    w = ((candidates) == 0 -> c_isr : (candidates));
    if :: BUG == 2 && z != NOBODY && !HAS(w, z) -> w = BIT(z) :: else fi;
    changed = z != c_leader || w != c_isr;
    if :: z != c_leader -> c_leader = z; c_leader_epoch++; printf("the controller elects %d, epoch %d, ISR bits %d; 3 is nobody\n", z, c_leader_epoch, w); assert(c_leader_epoch < 16) :: else fi;
    if :: changed -> c_isr = w; c_partition_epoch++ :: else fi
}

/* ReplicationControlManager.handleBrokerFenced, R3.9. A session ends when its broker's heartbeats have stopped. */
inline on_session_timeout(b) {
    printf("the controller fences broker %d\n", b);
    c_fenced = c_fenced | BIT(b);
    if
    :: HAS(c_isr, b) -> elect(c_isr & ~BIT(b)); if :: changed -> publish() :: else fi
    :: else
    fi
}

/* Registration and the first heartbeat in one: unfenced; a partition without a leader is looked at again (R3.8). */
inline on_register(b) {
    c_fenced = c_fenced & ~BIT(b);
    changed = false;
    if :: c_leader == NOBODY -> elect(c_isr) :: else fi;
    if :: changed -> publish() :: else -> tell(b) fi
}

/* ReplicationControlManager.validateAlterPartitionData, R3.17, in its order. x leader epoch, y partition epoch, z proposed ISR. */
inline on_alter_partition(b) {
    answer = ALTERED;
    if
    :: x < c_leader_epoch || c_leader != b || (y >= c_partition_epoch && (z & c_fenced) != 0) -> answer = REFUSED
    :: x == c_leader_epoch && c_leader == b && y < c_partition_epoch -> answer = INVALID_VERSION
    :: else -> c_isr = z; c_partition_epoch++
    fi;
    from_controller[b]!answer, c_leader, c_leader_epoch, c_partition_epoch, z;
    if :: answer == ALTERED -> publish() :: else fi
}

#define SERVE_BROKER(b)                                                                  \
    d_step { len(to_controller[b]) > 0 -> to_controller[b]?kind, x, y, z;                \
        if :: kind == REGISTER -> on_register(b) :: else -> on_alter_partition(b) fi }   \
    :: d_step { !up[b] && !HAS(c_fenced, b) -> on_session_timeout(b) }

proctype Controller() {
end:
    do
    :: SERVE_BROKER(0)
    :: SERVE_BROKER(1)
    :: SERVE_BROKER(2)
    od
}

/* ==== the producer ==== */

#define GONE(b) (to_producer[b]??[DISCONNECTED, _, _])

/* Sender.sendProducerData: one request in flight; without a leader it asks the first broker that it can reach for metadata. */
inline send_what_can_be_sent() {
    if :: known != NOBODY && !listening[known] && !GONE(known) -> known = NOBODY :: else fi;     /* connection refused */
    if
    :: backoff || next == RECORDS || sent_to != NOBODY || asked != NOBODY -> skip
    :: else ->
        if
        :: known != NOBODY ->
            sent_to = known;
            printf("the producer sends record %d to broker %d\n", next, known);
            if :: GONE(known) -> skip :: else -> to_broker[known]!PRODUCE, next fi
        :: else ->
            if :: listening[2] -> asked = 2 :: else fi;
            if :: listening[1] -> asked = 1 :: else fi;
            if :: listening[0] -> asked = 0 :: else fi;
            if
            :: asked == NOBODY -> backoff = true
            :: else -> if :: GONE(asked) -> skip :: else -> to_broker[asked]!ASK_METADATA, 0 fi
            fi
        fi
    fi
}

/* Sender.handleProduceResponse, completeBatch; Metadata.update (an older epoch is not believed); NetworkClient.handleDisconnections. */
inline on_answer(b) {                                   /* kind, x = leader, y = leader epoch */
    if
    :: kind == LEADER_IS ->
        asked = NOBODY;
        if
        :: x != NOBODY && y >= known_epoch && listening[x] -> known = x; known_epoch = y
        :: else -> known = NOBODY; backoff = true
        fi
    :: kind == DISCONNECTED ->
        if :: sent_to == b -> sent_to = NOBODY; backoff = true :: else fi;
        if :: asked == b -> asked = NOBODY; backoff = true :: else fi;
        if :: known == b -> known = NOBODY :: else fi
    :: kind == OK -> printf("the producer is told OK: record %d\n", next); sent_to = NOBODY; next++
    :: else ->                                          /* a retriable error: again after retry.backoff.ms */
        sent_to = NOBODY;
        backoff = true;
        if :: kind == NOT_LEADER -> known = NOBODY :: else fi
    fi;
    send_what_can_be_sent()
}

proctype Producer() {
end:
    do
    :: d_step { len(to_producer[0]) > 0 -> to_producer[0]?kind, x, y; on_answer(0) }
    :: d_step { len(to_producer[1]) > 0 -> to_producer[1]?kind, x, y; on_answer(1) }
    :: d_step { len(to_producer[2]) > 0 -> to_producer[2]?kind, x, y; on_answer(2) }
    /* retry.backoff.ms: due when somebody leads who can be reached */
    :: d_step { backoff && c_leader != NOBODY && listening[c_leader] -> backoff = false; send_what_can_be_sent() }
    od
}

/* ==== faults ==== */

inline drop(link) {
    do :: len(fetches[link]) > 0 -> fetches[link]?_, _, _ :: else -> break od;
    do :: len(fetched[link]) > 0 -> fetched[link]?_, _, _, _, _, _, _, _ :: else -> break od
}

/* A process dies. Its log stays. Its own connections are gone without a word; who waits for an answer from it learns that none will come. */
inline crash(b) {
    crashes++;
    printf("broker %d crashes\n", b);
    up[b] = false; listening[b] = false;
    leader[b] = NOBODY; leader_epoch[b] = 0; partition_epoch[b] = 0; fetcher[b] = IDLE;
    isr[b] = 0; proposed[b] = 0; epoch_start[b] = 0; parked[b] = 0; waiting[b] = 0;
    do :: len(to_controller[b]) > 0 -> to_controller[b]?_, _, _, _ :: else -> break od;
    do :: len(from_controller[b]) > 0 -> from_controller[b]?_, _, _, _, _ :: else -> break od;
    for (i : 0 .. BROKERS - 1) {
        progress[PAIR(b, i)] = 0;
        parked[i] = parked[i] & ~BIT(b);
        if
        :: i != b ->
            drop(LINK(b, i));
            drop(LINK(i, b));
            if
            :: leader[i] == b && fetcher[i] == FETCHING -> fetched[LINK(i, b)]!DISCONNECTED, 0, 0, 0, 0, 0, 0, 0
            :: else
            fi
        :: else
        fi
    };
    do :: len(to_broker[b]) > 0 -> to_broker[b]?_, _ :: else -> break od;
    do :: len(to_producer[b]) > 0 -> to_producer[b]?_, _, _ :: else -> break od;
    if :: sent_to == b || asked == b -> to_producer[b]!DISCONNECTED, 0, 0 :: else fi
}

proctype Faults() {
end:
    do
    :: d_step { crashes < CRASHES && up[0] -> crash(0) }
    :: d_step { crashes < CRASHES && up[1] -> crash(1) }
    :: d_step { crashes < CRASHES && up[2] -> crash(2) }
    od
}

/* ==== guarantees ==== */

#define IN(b, id) ((leo[b] > 0 && ID(AT(b, 0)) == (id)) || (leo[b] > 1 && ID(AT(b, 1)) == (id)) || (leo[b] > 2 && ID(AT(b, 2)) == (id)))
#define SAME_AT(a, b, offset) (hw[a] <= offset || hw[b] <= offset || AT(a, offset) == AT(b, offset))
#define AGREE(a, b) (SAME_AT(a, b, 0) && SAME_AT(a, b, 1) && SAME_AT(a, b, 2))

/* At every step: below both high watermarks two logs agree. ONLY_AT_REST leaves it out, to see what the producer sees. */
proctype Invariants() {
end:
    d_step { !(AGREE(0, 1) && AGREE(0, 2) && AGREE(1, 2)) -> assert(false) }
}

/*
 * At rest: all crashes have happened, everything runs again, nothing moves ("timeout": no other process can). Then every record that was told OK
 * must be in the leader's log. Runs with fewer crashes are judged too: where they rest another crash can follow, and what is lost stays lost.
 */
proctype Judge() {
    d_step { timeout ->
        assert(c_leader != NOBODY && c_isr == 7 && next == RECORDS);          /* it is rest, not a deadlock of the model */
        for (i : 0 .. RECORDS - 1) { assert(IN(c_leader, i)) }                /* no acknowledged record is lost */
    }
}

/* A cluster at rest that holds nothing; the followers' first fetches and the first record are on their way. */
init {
    d_step {
        for (i : 0 .. BROKERS - 1) {
            up[i] = true; listening[i] = true;
            leader_epoch[i] = 1; partition_epoch[i] = 1; fetcher[i] = IDLE
        };
        isr[0] = 7;
        fetch(1); fetch(2);
        send_what_can_be_sent();
        i = 0; j = 0
    };
    atomic {
        run Broker(0); run Broker(1); run Broker(2); run Controller(); run Producer(); run Faults();
#ifndef ONLY_AT_REST
        run Invariants();
#endif
        run Judge()
    }
}
